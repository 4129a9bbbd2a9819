using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Landing;

/// <summary>Turns the raw zone's own events into announcements. What can't be understood goes to the error queue, never away.</summary>
internal sealed class RawZoneEventConsumer(Announcer announcer, IOptions<ZoneOptions> zones, ILogger<RawZoneEventConsumer> logger)
    : IConsumer<S3EventNotification>
{
    private const string TestEvent = "s3:TestEvent";

    public async Task Consume(ConsumeContext<S3EventNotification> context)
    {
        var notification = Unwrap(context.Message);
        if (notification.Event == TestEvent)
            return;
        if (notification.Records is null)
            throw new BatchRejectedException(FailureCodes.Unreadable, "A message on the raw zone's queue is no S3 event: it has no Records.");

        foreach (var record in notification.Records)
        {
            if (RawObject.From(record, zones.Value.Raw) is { } raw)
                await announcer.AnnounceAsync(raw, Announcer.Notification, context, context.CancellationToken);
            else
                IngestLog.Ignored(logger, record.EventName, record.S3?.Bucket?.Name);
        }
    }

    private static S3EventNotification Unwrap(S3EventNotification message)
    {
        if (message is not { Type: "Notification", Message: { } inner })
            return message;
        try
        {
            return JsonSerializer.Deserialize<S3EventNotification>(inner, JsonSerializerOptions.Web) ?? message;
        }
        catch (JsonException e)
        {
            throw new BatchRejectedException(FailureCodes.Unreadable, "An SNS notification on the raw zone's queue holds no S3 event.", e);
        }
    }
}
