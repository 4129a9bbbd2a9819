using MassTransit;
using Microsoft.Extensions.Logging;

namespace RetailBus.Platform.Bus;

/// <summary>
/// Everything that is logged while a message about a batch is handled carries the batch's id as <c>BatchId</c>. The trace's id comes by
/// itself: the host tracks activities.
/// </summary>
internal sealed class BatchLogScope<T>(ILogger logger, Func<T, Guid> batch) : IFilter<ConsumeContext<T>>
    where T : class
{
    private static readonly Func<ILogger, Guid, IDisposable?> Batch = LoggerMessage.DefineScope<Guid>("{BatchId}");

    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        using var scope = Batch(logger, batch(context.Message));
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("batch log scope");
}
