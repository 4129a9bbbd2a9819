using System.Diagnostics;
using System.Diagnostics.Metrics;
using MassTransit;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Landing;

/// <summary>The one way from an object in the raw zone to <see cref="OrderBatchLanded"/>, for events and for operators.</summary>
internal sealed class Announcer(RawZone zone, GeneratorTraces generators, TimeProvider time, ILogger<Announcer> logger)
{
    public const string Notification = "notification";
    public const string Publish = "publish";

    private static readonly Counter<long> Announced = PipelineMetrics.ObjectsAnnounced.CreateCounter();

    /// <summary>Announces the version that was named; null when it is gone, which is logged.</summary>
    /// <exception cref="BatchRejectedException">The key begins with a slash; an event with it goes to the error queue.</exception>
    public async Task<OrderBatchLanded?> AnnounceAsync(
        RawObject raw, string announcement, IPublishEndpoint bus, CancellationToken cancellationToken)
    {
        if (raw.Key.StartsWith('/'))
        {
            // The SDK drops a leading slash and would look for another object: without this the file would pass for removed.
            throw new BatchRejectedException(
                FailureCodes.UnknownDataset, $"The key \"{raw.Key}\" begins with a slash, which can't be read. Land the file under a key without it.");
        }

        var begun = time.GetUtcNow();
        if (await zone.FindAsync(raw, cancellationToken) is not { } found)
        {
            await LogGoneAsync(raw, cancellationToken);
            return null;
        }

        var message = new OrderBatchLanded
        {
            BatchId = BatchIds.For(found.Landed),
            Dataset = ZoneKeys.DatasetOf(found.Landed.Key),
            Object = found.Landed,
            Announcement = announcement,
        };
        var origin = new LandingTrace(
            TraceContext.Parse(found.Metadata[ObjectMetadata.TraceParent]),
            await generators.OfAsync(found.Landed, cancellationToken),
            raw.EventAt,
            begun);
        await PublishAsync(message, origin, bus, cancellationToken);
        IngestLog.Announced(logger, message.BatchId, message.Dataset, raw.Bucket, raw.Key, found.Landed.Size, announcement);
        return message;
    }

    /// <summary>
    /// The batch's trace is that of who landed the object, or a new one: an event's message may carry several objects, whose batches
    /// have nothing else in common.
    /// </summary>
    private static async Task PublishAsync(
        OrderBatchLanded message, LandingTrace origin, IPublishEndpoint bus, CancellationToken cancellationToken)
    {
        var receiving = Activity.Current;
        Activity.Current = null;
        try
        {
            using var span = origin.Start(message, receiving);
            try
            {
                await bus.Publish(message, cancellationToken);
            }
            catch (Exception fault)
            {
                span.Fail(fault);
                throw;
            }

            Announced.Add(
                1,
                new KeyValuePair<string, object?>(RetailBusTelemetry.Dataset, message.Dataset),
                new KeyValuePair<string, object?>(RetailBusTelemetry.Announcement, message.Announcement));
        }
        finally
        {
            Activity.Current = receiving;
        }
    }

    private async Task LogGoneAsync(RawObject raw, CancellationToken cancellationToken)
    {
        var newest = raw with { VersionId = null, ETag = null };
        if (await zone.FindAsync(newest, cancellationToken) is null)
            IngestLog.Removed(logger, raw.Bucket, raw.Key);
        else
            IngestLog.Overwritten(logger, raw.Bucket, raw.Key);
    }
}
