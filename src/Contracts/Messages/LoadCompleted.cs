using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Messages;


/// <summary>Event: the batch's rows are committed in the warehouse and can be queried.</summary>
public sealed record LoadCompleted
{
    public required Guid BatchId { get; init; }

    public required int Attempt { get; init; }

    public required string Dataset { get; init; }

    public required LoadCounts Rows { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the warehouse's transaction had committed; from then on a query sees the rows.</summary>
    public required DateTimeOffset CommittedAt { get; init; }
}
