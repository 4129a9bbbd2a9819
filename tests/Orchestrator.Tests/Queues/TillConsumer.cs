using MassTransit;

namespace RetailBus.Orchestrator.Tests.Queues;

public sealed class TillConsumer(Tills tills) : IConsumer<TillReport>
{
    public Task Consume(ConsumeContext<TillReport> context)
    {
        if (tills.AreBroken)
            throw new InvalidOperationException($"no paper, batch {context.Message.BatchId}");
        if (context.Headers.Get<string>(MessageHeaders.FaultMessage) is { } fault)
            throw new InvalidOperationException($"the fault came along: {fault}");
        tills.Taken.Enqueue(context.Message.Text);
        return Task.CompletedTask;
    }
}
