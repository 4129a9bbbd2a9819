using System.Globalization;
using MassTransit;
using RetailBus.Contracts.Messages;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>The saga instance of a delivery that was overdue: what was told of it. Kept as JSON; deliveries in time have none.</summary>
public sealed class StoreDelivery : SagaStateMachineInstance, ISagaVersion
{
    /// <summary>Of dataset, store and day.</summary>
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    /// <summary><c>Overdue</c> or <c>Arrived</c>.</summary>
    public string State { get; set; } = null!;

    public string Dataset { get; set; } = "";

    public string Store { get; set; } = "";

    public DateOnly Date { get; set; }

    /// <summary><see cref="Date"/> as it is searched for.</summary>
    public string Day { get; set; } = "";

    public DateTimeOffset DueAt { get; set; }

    public string TimeZone { get; set; } = "";

    /// <summary>When it was told that the delivery is overdue.</summary>
    public DateTimeOffset ToldAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    internal static string DayOf(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal DeliveryOverdue Begin(DeliveryMissed missed, DateTimeOffset now)
    {
        Dataset = missed.Dataset;
        Store = missed.Store;
        Date = missed.Date;
        Day = DayOf(missed.Date);
        DueAt = missed.DueAt;
        TimeZone = missed.TimeZone;
        ToldAt = now;
        return new DeliveryOverdue { DeliveryId = CorrelationId, Dataset = Dataset, Store = Store, Date = Date, DueAt = DueAt, TimeZone = TimeZone };
    }

    internal DeliveryArrived End(DeliveryFound found)
    {
        DeliveredAt = found.DeliveredAt;
        return new DeliveryArrived
        {
            DeliveryId = CorrelationId,
            Dataset = Dataset,
            Store = Store,
            Date = Date,
            DueAt = DueAt,
            DeliveredAt = found.DeliveredAt,
            Rows = found.Rows,
            TimeZone = TimeZone,
        };
    }
}
