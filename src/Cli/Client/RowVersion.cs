namespace RetailBus.Cli.Client;

/// <summary>One version of a row, as the warehouse has it.</summary>
internal sealed record RowVersion
{
    public required Guid RowKey { get; init; }

    public required Guid BatchId { get; init; }

    /// <summary>Of the transform whose rows were loaded.</summary>
    public required int Attempt { get; init; }

    public string? SourceKey { get; init; }

    public string? SourceBucket { get; init; }

    public DateTimeOffset? LandedAt { get; init; }

    public required bool IsCurrent { get; init; }

    /// <summary>Why it is not current.</summary>
    public string? Reason { get; init; }

    public Guid? ReplacedBy { get; init; }
}
