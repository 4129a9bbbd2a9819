using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.FaultRuns;

public sealed class TallyConsumer(Tally tally) : IConsumer<ItemShipped>
{
    public Task Consume(ConsumeContext<ItemShipped> context)
    {
        tally.Add(context.Message.Text);
        return Task.CompletedTask;
    }
}
