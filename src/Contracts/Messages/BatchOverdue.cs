using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Messages;


/// <summary>Event for others: a stage has not answered within its deadline and was asked again. If it stays silent, the run fails.</summary>
public sealed record BatchOverdue
{
    public required Guid BatchId { get; init; }

    public required string Dataset { get; init; }

    public required LandedObject Object { get; init; }

    /// <summary>The stage that is silent: <c>transform</c> or <c>load</c>.</summary>
    public required string Stage { get; init; }

    public required int Attempt { get; init; }

    public required string Reason { get; init; }

    /// <summary>The deadline that passed.</summary>
    public required DateTimeOffset DeadlineAt { get; init; }
}
