using System.Globalization;
using System.Text.Json.Serialization;
using RetailBus.Contracts.Batches;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>What a store was to deliver on a day, and what it did. Times have the offset of <see cref="TimeZone"/>.</summary>
public sealed record ExpectedDelivery
{
    public required string Dataset { get; init; }

    public required string Store { get; init; }

    /// <summary>The day, in <see cref="TimeZone"/>.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The contract's zone, by its IANA name.</summary>
    public required string TimeZone { get; init; }

    public required DateTimeOffset ExpectedBy { get; init; }

    /// <summary>When the store's first rows of the day landed; null when there are none.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Rows of the day that are loaded, those replaced since included.</summary>
    public long Rows { get; init; }

    /// <summary>One of <see cref="DeliveryState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The same for dataset, store and day.</summary>
    [JsonIgnore]
    public Guid Id => NameBasedUuid.Create(
        BatchIds.Namespace, string.Create(CultureInfo.InvariantCulture, $"delivery\n{Dataset}\n{Store}\n{Date:yyyy-MM-dd}"));

    [JsonIgnore]
    public bool IsMissing => State == DeliveryState.Missing;

    internal static ExpectedDelivery Of(string dataset, string store, DeliveryDay day, StoreLanding? landed, bool isOverdue) => new()
    {
        Dataset = dataset,
        Store = store,
        Date = day.Date,
        TimeZone = day.Zone.Id,
        ExpectedBy = day.DueAt,
        DeliveredAt = landed is null ? null : TimeZoneInfo.ConvertTime(landed.FirstLandedAt, day.Zone),
        Rows = landed?.Rows ?? 0,
        State = landed switch
        {
            not null => landed.FirstLandedAt <= day.DueAt ? DeliveryState.OnTime : DeliveryState.Late,
            null => isOverdue ? DeliveryState.Missing : DeliveryState.NotYetDue,
        },
    };
}
