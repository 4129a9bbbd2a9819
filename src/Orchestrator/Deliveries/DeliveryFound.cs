namespace RetailBus.Orchestrator.Deliveries;

/// <summary>The watch to the saga of an overdue delivery: it is loaded.</summary>
public sealed record DeliveryFound
{
    public required Guid DeliveryId { get; init; }

    public required DateTimeOffset DeliveredAt { get; init; }

    public required long Rows { get; init; }
}
