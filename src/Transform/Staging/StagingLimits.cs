namespace RetailBus.Transform.Staging;

/// <summary>What one file may be.</summary>
internal sealed record StagingLimits
{
    /// <summary>Bytes of a record; a longer one is quarantined, its raw text cut. DuckDB's own limit is 2,000,000.</summary>
    public const int RecordBytes = 1 << 20;

    /// <summary>Columns of a file; the engine's work on a header grows with more than their number.</summary>
    public const int Columns = 1000;

    /// <summary>Bytes of the file once unpacked and as UTF-8.</summary>
    public required long ExpandedBytes { get; init; }
}
