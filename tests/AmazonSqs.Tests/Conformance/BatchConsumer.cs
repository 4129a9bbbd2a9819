using System.Globalization;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed class BatchConsumer(Journal journal) : IConsumer<Batch<ItemShipped>>
{
    public Task Consume(ConsumeContext<Batch<ItemShipped>> context)
    {
        journal.Write("batch", context.Message.Length.ToString(CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }
}
