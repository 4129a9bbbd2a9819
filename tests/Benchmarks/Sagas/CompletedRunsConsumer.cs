using MassTransit;
using RetailBus.Contracts.Messages;

namespace RetailBus.Benchmarks.Sagas;

internal sealed class CompletedRunsConsumer(Arrivals runs) : IConsumer<BatchCompleted>
{
    public Task Consume(ConsumeContext<BatchCompleted> context)
    {
        runs.Add();
        return Task.CompletedTask;
    }
}
