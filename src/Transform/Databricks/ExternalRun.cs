namespace RetailBus.Transform.Databricks;

/// <summary>A run of an execution: kept beside the batch's output before the workspace is asked for it, and again with its id before it is looked at.</summary>
internal sealed record ExternalRun
{
    /// <summary>Of this document's shape.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The engine.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine's own id; null until the workspace has said it.</summary>
    public long? RunId { get; init; }

    /// <summary>The names of the files that the run writes carry it.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>When the workspace was asked for the first time.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
