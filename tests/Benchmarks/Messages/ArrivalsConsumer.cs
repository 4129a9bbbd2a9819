using MassTransit;

namespace RetailBus.Benchmarks.Messages;

internal sealed class ArrivalsConsumer(Arrivals arrivals) : IConsumer<Payload>
{
    public Task Consume(ConsumeContext<Payload> context)
    {
        arrivals.Add();
        return Task.CompletedTask;
    }
}
