using System.Diagnostics;
using MassTransit;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>
/// Tells how long a message of the pipeline waited, from when it was made to when its consumer's turn came, by the clocks of the two
/// processes: a span <c>QUEUE wait</c> beside the one that receives it. A message that comes again tells it no second time.
/// </summary>
internal sealed class QueueWaits(TimeProvider time) : IFilter<ConsumeContext>
{
    private const string Destination = "messaging.destination.name";

    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        if (Activity.Current is { IsAllDataRequested: true } receiving
            && context.SentTime is { } sent && !context.ReceiveContext.Redelivered)
        {
            Tell(receiving, sent.ToUniversalTime(), context.ReceiveContext.InputAddress.Segments[^1]);
        }

        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("queueWaits");

    private void Tell(Activity receiving, DateTime sent, string queue)
    {
        var parent = receiving.ParentSpanId == default
            ? receiving.Context
            : new ActivityContext(receiving.TraceId, receiving.ParentSpanId, receiving.ActivityTraceFlags, isRemote: true);
        Waits.Tell($"{queue} wait", parent, sent, time.GetUtcNow().UtcDateTime, span => span.SetTag(Destination, queue));
    }
}
