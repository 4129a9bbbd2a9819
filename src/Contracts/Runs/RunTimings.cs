namespace RetailBus.Contracts.Runs;


/// <summary>When a run passed its stages (UTC).</summary>
public sealed record RunTimings
{
    /// <summary>The object's Last-Modified; whole seconds on S3.</summary>
    public required DateTimeOffset LandedAt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? TransformStartedAt { get; init; }

    public DateTimeOffset? TransformCompletedAt { get; init; }

    public DateTimeOffset? LoadStartedAt { get; init; }

    /// <summary>When the rows could be queried.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>When the run came to rest.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
