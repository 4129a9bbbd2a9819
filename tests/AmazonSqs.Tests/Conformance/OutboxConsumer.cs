using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Publishes, and fails the first time.</summary>
public sealed class OutboxConsumer(Journal journal) : IConsumer<ShipItem>
{
    public async Task Consume(ConsumeContext<ShipItem> context)
    {
        journal.Write("attempt", context.Message.Text);
        await context.Publish(new ItemShipped(context.Message.Text));
        if (journal.Count("attempt") == 1) throw new InvalidOperationException("after the publish");
    }
}
