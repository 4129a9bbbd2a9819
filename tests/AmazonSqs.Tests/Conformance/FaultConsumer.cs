using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed class FaultConsumer(Journal journal) : IConsumer<Fault<FailItem>>
{
    public Task Consume(ConsumeContext<Fault<FailItem>> context)
    {
        journal.Write("fault", context.Message.Exceptions[0].Message);
        return Task.CompletedTask;
    }
}
