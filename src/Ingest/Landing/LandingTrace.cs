using System.Diagnostics;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Tracing;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Landing;

/// <summary>Where a landing's trace comes from.</summary>
/// <param name="Uploader">Of the object's metadata; the default context where a foreign client put it: then a trace begins here.</param>
/// <param name="Generators">Whose records the object may carry, where a delivery stream made it.</param>
/// <param name="PutAt">When the object was put; null when no event tells.</param>
/// <param name="Begun">When the work on the landing began.</param>
internal sealed record LandingTrace(
    ActivityContext Uploader, IReadOnlyList<ActivityContext> Generators, DateTimeOffset? PutAt, DateTimeOffset Begun)
{
    private const int FirstAttempt = 1;

    /// <summary>The span <c>land DATASET</c>, from when the work began, and before it <c>land wait</c> for the event's way.</summary>
    public Activity? Start(OrderBatchLanded message, Activity? receiving)
    {
        var kind = new ActivityTagsCollection { [RetailBusTelemetry.LinkKind] = RunSpanLink.Generator };
        var links = Generators.Select(context => new ActivityLink(context, kind));
        if (receiving is not null)
            links = links.Prepend(new ActivityLink(receiving.Context));
        var span = RetailBusTelemetry.Spans.StartActivity(
            $"land {message.Dataset}",
            ActivityKind.Consumer,
            Uploader,
            links: links,
            startTime: Begun);
        if (span is null)
            return null;

        span.OfBatch(message.BatchId, message.Dataset, FirstAttempt)?.SetTag(RetailBusTelemetry.Bytes, message.Object.Size);
        if (PutAt is { } putAt)
            Waits.Tell("land wait", Uploader == default ? span.Context : Uploader, putAt.UtcDateTime, Begun.UtcDateTime, Describe);
        return span;

        static void Describe(Activity wait) => wait.SetTag("messaging.destination.name", QueueNames.Land);
    }
}
