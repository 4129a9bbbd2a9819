using System.Globalization;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;

namespace RetailBus.Orchestrator.PublicEvents;

/// <summary>The events that are for others.</summary>
internal static class PublicEventFactory
{
    /// <summary>However often a landing is announced, it is one.</summary>
    public static PublicEvent Of(OrderBatchLanded landed) =>
        Of("retailbus.batch.landed", landed.BatchId, landed.Object.LandedAt, landed.Dataset, landed);

    public static PublicEvent Of(BatchCompleted completed) =>
        Of("retailbus.batch.completed", completed.BatchId, completed.CompletedAt, completed.Dataset, completed);

    public static PublicEvent Of(BatchFailed failed) => Of("retailbus.batch.failed", failed.BatchId, failed.FailedAt, failed.Dataset, failed);

    public static PublicEvent Of(BatchHeld held) => Of("retailbus.batch.held", held.BatchId, held.HeldAt, held.Dataset, held);

    public static PublicEvent Of(BatchOverdue overdue) =>
        Of("retailbus.batch.overdue", overdue.BatchId, overdue.DeadlineAt, overdue.Dataset, overdue);

    public static PublicEvent Of(DeliveryOverdue overdue) =>
        Of("retailbus.delivery.overdue", overdue.DeliveryId, overdue.DueAt, overdue.Dataset, overdue);

    public static PublicEvent Of(DeliveryArrived arrived) =>
        Of("retailbus.delivery.arrived", arrived.DeliveryId, arrived.DeliveredAt, arrived.Dataset, arrived);

    private static PublicEvent Of(string type, Guid subject, DateTimeOffset at, string dataset, object message) => new(
        NameBasedUuid.Create(BatchIds.Namespace, string.Create(CultureInfo.InvariantCulture, $"{type}\n{subject:D}\n{at.UtcTicks}")),
        type,
        subject,
        at,
        dataset,
        message);
}
