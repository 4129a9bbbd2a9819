using RetailBus.Transform.Locating;

namespace RetailBus.Cli.Client;

/// <summary>One version of a row with its run and its lines.</summary>
internal sealed record LocatedVersion
{
    public required Guid RowKey { get; init; }

    public required Guid BatchId { get; init; }

    /// <summary><c>s3://bucket/key</c>.</summary>
    public required string File { get; init; }

    /// <summary>The run's state; null where the ledger does not know the batch.</summary>
    public string? RunState { get; init; }

    public required bool IsCurrent { get; init; }

    /// <summary>Why it is not current: <c>replaced</c>, <c>repeated</c>, <c>superseded</c> or <c>retracted</c>.</summary>
    public string? Reason { get; init; }

    public Guid? ReplacedBy { get; init; }

    public IReadOnlyList<LandedLine> Lines { get; init; } = [];

    /// <summary>Why there are no lines.</summary>
    public string? NoLines { get; init; }
}
