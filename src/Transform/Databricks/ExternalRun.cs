namespace RetailBus.Transform.Databricks;

/// <summary>A run that was started for an execution; kept beside the batch's output before it is looked at for the first time.</summary>
internal sealed record ExternalRun
{
    /// <summary>Of this document's shape.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The engine.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine's own id.</summary>
    public required long RunId { get; init; }

    /// <summary>The names of the files that the run writes carry it.</summary>
    public required Guid ExecutionId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}
