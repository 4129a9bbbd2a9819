namespace RetailBus.Cli.Bench;

/// <summary>What <c>bench bulk</c> found: the least cost of each work, and ratios of them.</summary>
internal sealed record BulkReport
{
    public const double TransformAim = 1.3;
    public const double PipelineAim = 1.5;
    public const long MemoryAim = 1L << 30;

    public required long Orders { get; init; }

    /// <summary>Of the CSV file.</summary>
    public required long Bytes { get; init; }

    /// <summary>From the put's acknowledgement to the query that sees all rows.</summary>
    public required Cost Pipeline { get; init; }

    /// <summary>The most memory resident until then, of services, local cloud and this command together.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>From the local file to Parquet, with all rules of the contract.</summary>
    public required Cost Transform { get; init; }

    /// <summary>CSV as text, cast, to Parquet.</summary>
    public required Cost BareStatement { get; init; }

    /// <summary>The same with a key for each row.</summary>
    public required Cost KeyedStatement { get; init; }

    /// <summary>The same rows by hand: rules, all columns, Parquet with a key, duplicate check, anti-join, load.</summary>
    public required Cost SameWork { get; init; }

    /// <summary>The same with the file's own columns and the key alone.</summary>
    public required Cost LeanWork { get; init; }

    public Cost.Ratio TransformToBareStatement => Transform.To(BareStatement);

    public Cost.Ratio TransformToKeyedStatement => Transform.To(KeyedStatement);

    public Cost.Ratio PipelineToSameWork => Pipeline.To(SameWork);

    public Cost.Ratio PipelineToLeanWork => Pipeline.To(LeanWork);
}
