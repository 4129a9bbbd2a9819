using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed class ShipConsumer(Journal journal) : IConsumer<ShipItem>
{
    public async Task Consume(ConsumeContext<ShipItem> context)
    {
        journal.Write("ship", context.Message.Text);
        await context.Publish(new ItemShipped(context.Message.Text));
    }
}
