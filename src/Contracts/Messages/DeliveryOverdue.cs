namespace RetailBus.Contracts.Messages;

/// <summary>Event for others: a store was expected to deliver by now and no row of it was loaded. Once for each dataset, store and day.</summary>
public sealed record DeliveryOverdue
{
    /// <summary>The same for dataset, store and day.</summary>
    public required Guid DeliveryId { get; init; }

    public required string Dataset { get; init; }

    public required string Store { get; init; }

    /// <summary>The day, in <see cref="TimeZone"/>.</summary>
    public required DateOnly Date { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The contract's zone, by its IANA name.</summary>
    public required string TimeZone { get; init; }
}
