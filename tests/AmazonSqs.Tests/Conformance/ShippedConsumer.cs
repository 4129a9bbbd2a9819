using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed class ShippedConsumer(Journal journal) : IConsumer<ItemShipped>
{
    public Task Consume(ConsumeContext<ItemShipped> context)
    {
        journal.Write("shipped", context.Message.Text);
        return Task.CompletedTask;
    }
}
