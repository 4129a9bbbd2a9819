using MassTransit;
using Microsoft.Extensions.Logging;

namespace RetailBus.Platform.Tests.Hosting;

internal sealed partial class ParcelConsumer(ILogger<ParcelConsumer> logger) : IConsumer<ParcelSent>, IConsumer<Fault<ParcelSent>>
{
    public Task Consume(ConsumeContext<ParcelSent> context)
    {
        Handled(logger, "parcel");
        return context.GetRetryAttempt() >= 0 && context.Headers.Get<string>("broken") is not null
            ? throw new InvalidOperationException("A broken parcel.")
            : Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<Fault<ParcelSent>> context)
    {
        Handled(logger, "fault");
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "Handled the {What}")]
    private static partial void Handled(ILogger logger, string what);
}
