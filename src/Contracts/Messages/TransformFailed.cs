using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Messages;


/// <summary>Event: the TRANSFORM stage gave up on an attempt.</summary>
public sealed record TransformFailed
{
    public required Guid BatchId { get; init; }

    public required int Attempt { get; init; }

    public required string Dataset { get; init; }

    public required StageFailure Failure { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FailedAt { get; init; }
}
