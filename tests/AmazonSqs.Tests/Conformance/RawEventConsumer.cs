using MassTransit;

namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed class RawEventConsumer(Journal journal) : IConsumer<RawEvent>
{
    public Task Consume(ConsumeContext<RawEvent> context)
    {
        foreach (var record in context.Message.Records) journal.Write("raw", record.EventName);
        return Task.CompletedTask;
    }
}
