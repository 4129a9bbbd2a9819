using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Staging;

/// <summary>What one file may be.</summary>
internal sealed record StagingLimits
{
    /// <summary>Bytes of a record; a longer one is quarantined, its raw text cut. DuckDB's own limit is 2,000,000.</summary>
    public const int RecordBytes = 1 << 20;

    /// <summary>Columns of a file; the engine's work on a header grows with more than their number.</summary>
    public const int Columns = 1000;

    /// <summary>
    /// Bytes from which <see cref="Expansion"/> counts: a small file of many like lines may pack better than any large one of orders.
    /// </summary>
    public const long FreeBytes = 64L << 20;

    /// <summary>Bytes of the file once unpacked and as UTF-8.</summary>
    public required long ExpandedBytes { get; init; }

    /// <summary>How many times its packed size a file may unpack to. Default: any.</summary>
    public int Expansion { get; init; } = int.MaxValue;

    public static StagingLimits Of(TransformOptions options) =>
        new() { ExpandedBytes = options.MaxExpandedBytes, Expansion = options.MaxExpansion };
}
