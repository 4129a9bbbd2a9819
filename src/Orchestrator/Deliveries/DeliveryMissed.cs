namespace RetailBus.Orchestrator.Deliveries;

/// <summary>The watch to the delivery's saga: it is overdue. Every watch says so in every round.</summary>
public sealed record DeliveryMissed
{
    public required Guid DeliveryId { get; init; }

    public required string Dataset { get; init; }

    public required string Store { get; init; }

    public required DateOnly Date { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required string TimeZone { get; init; }
}
