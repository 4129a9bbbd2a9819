namespace RetailBus.Contracts.Messages;

/// <summary>Event for others: what <see cref="DeliveryOverdue"/> missed is loaded. Once for each dataset, store and day.</summary>
public sealed record DeliveryArrived
{
    /// <summary>That of <see cref="DeliveryOverdue"/>.</summary>
    public required Guid DeliveryId { get; init; }

    public required string Dataset { get; init; }

    public required string Store { get; init; }

    /// <summary>The day, in <see cref="TimeZone"/>.</summary>
    public required DateOnly Date { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the store's first rows of the day landed; not after <see cref="DueAt"/> for a file that was in time and loaded late.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }

    /// <summary>Rows of the day, loaded when it was found.</summary>
    public required long Rows { get; init; }

    /// <summary>The contract's zone, by its IANA name.</summary>
    public required string TimeZone { get; init; }
}
