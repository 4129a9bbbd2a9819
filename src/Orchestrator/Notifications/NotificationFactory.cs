using System.Globalization;
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
    public const string OverdueDelivery = "delivery.overdue";
    public const string ArrivedDelivery = "delivery.arrived";

    public Notification Of(BatchFailed failed) => Of(Failed, failed.BatchId, failed.Dataset, failed.Object, failed.FailedAt, failed.Failure.Reason)
        with
    { Stage = failed.Stage, Code = failed.Failure.Code };

    public Notification Of(BatchHeld held) => Of(Held, held.BatchId, held.Dataset, held.Object, held.HeldAt, held.Reason);

    public Notification Of(BatchOverdue overdue) =>
        Of(Overdue, overdue.BatchId, overdue.Dataset, overdue.Object, overdue.DeadlineAt, overdue.Reason) with { Stage = overdue.Stage };

    public static Notification Of(DeliveryOverdue overdue) => new()
    {
        Id = IdOf(OverdueDelivery, overdue.DeliveryId),
        Event = OverdueDelivery,
        At = overdue.DueAt,
        Dataset = overdue.Dataset,
        Store = overdue.Store,
        Date = overdue.Date,
        Reason = string.Create(
            CultureInfo.InvariantCulture,
            $"Store {overdue.Store} has not delivered {overdue.Dataset} of {overdue.Date:yyyy-MM-dd}, expected by {overdue.DueAt:HH:mm} "
            + $"({overdue.TimeZone})."),
    };

    public static Notification Of(DeliveryArrived arrived) => new()
    {
        Id = IdOf(ArrivedDelivery, arrived.DeliveryId),
        Event = ArrivedDelivery,
        At = arrived.DeliveredAt,
        Dataset = arrived.Dataset,
        Store = arrived.Store,
        Date = arrived.Date,
        Reason = string.Create(
            CultureInfo.InvariantCulture,
            $"Store {arrived.Store} has delivered {arrived.Dataset} of {arrived.Date:yyyy-MM-dd} after all: "
            + $"landed {arrived.DeliveredAt:yyyy-MM-dd HH:mm}, expected by {arrived.DueAt:HH:mm} ({arrived.TimeZone}), {arrived.Rows} rows."),
    };

    private static Guid IdOf(string name, Guid deliveryId) => NameBasedUuid.Create(BatchIds.Namespace, $"{name}\n{deliveryId:D}");

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
