namespace RetailBus.Transform.Databricks;

/// <summary>Nobody wants an attempt's output, or an execution's, any more. It outlives the cancel that brought it: a start may come later.</summary>
internal sealed record ExternalStop
{
    /// <summary>Of this document's shape.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The execution that took its place; null when the attempt was cancelled.</summary>
    public Guid? SupersededBy { get; init; }

    public required DateTimeOffset StoppedAt { get; init; }
}
