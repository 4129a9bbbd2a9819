using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;

namespace RetailBus.Orchestrator.Notifications;

/// <summary>Notifications as the events give them: a repeated event gives the same one, its id included.</summary>
internal sealed class NotificationFactory(IOptions<NotificationOptions> options)
{
    public const string Failed = "batch.failed";
    public const string Held = "batch.held";
    public const string Overdue = "batch.overdue";

    public Notification Of(BatchFailed failed) => Of(Failed, failed.BatchId, failed.Dataset, failed.Object, failed.FailedAt, failed.Failure.Reason)
        with
    { Stage = failed.Stage, Code = failed.Failure.Code };

    public Notification Of(BatchHeld held) => Of(Held, held.BatchId, held.Dataset, held.Object, held.HeldAt, held.Reason);

    public Notification Of(BatchOverdue overdue) =>
        Of(Overdue, overdue.BatchId, overdue.Dataset, overdue.Object, overdue.DeadlineAt, overdue.Reason) with { Stage = overdue.Stage };

    private Notification Of(string name, Guid batchId, string dataset, LandedObject landed, DateTimeOffset at, string reason) => new()
    {
        Id = NameBasedUuid.Create(BatchIds.Namespace, $"{name}\n{batchId:D}\n{at.UtcTicks}"),
        Event = name,
        At = at,
        Batch = batchId,
        Dataset = dataset,
        Object = $"s3://{landed.Bucket}/{landed.Key}",
        Reason = reason,
        Run = new Uri(options.Value.RunsUrl, $"api/runs/{batchId:D}"),
    };
}
