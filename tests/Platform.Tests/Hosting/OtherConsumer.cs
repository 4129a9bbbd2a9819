using MassTransit;

namespace RetailBus.Platform.Tests.Hosting;

/// <summary>Has a queue of its own.</summary>
internal sealed class OtherConsumer : IConsumer<ParcelSent>
{
    public Task Consume(ConsumeContext<ParcelSent> context) => Task.CompletedTask;
}
