namespace RetailBus.Cli.Demo;

/// <summary>What <c>demo --json</c> prints.</summary>
internal sealed record DemoReport
{
    public required RunCounts Runs { get; init; }

    public required RowCounts Rows { get; init; }

    /// <summary>Both equations hold on every run, and what was counted again from S3 and SQL agrees with what the runs say.</summary>
    public required bool Balanced { get; init; }

    public required Percentiles LandingToQueryableMs { get; init; }

    public required DemoUrls Urls { get; init; }

    /// <summary>Runs by state.</summary>
    internal sealed record RunCounts(int Total, int Completed, int Failed, int Held, int Duplicate);

    /// <summary>The terms of both equations over the completed runs.</summary>
    internal sealed record RowCounts(
        long Landed, long Headers, long Accepted, long Quarantined, long Duplicates, long Inserted, long Updated, long Unchanged, long Superseded);

    /// <summary>Milliseconds from the S3 PUT's acknowledgement to the first query that sees the rows.</summary>
    internal sealed record Percentiles(double P50, double P99);

    /// <summary>Where to look.</summary>
    internal sealed record DemoUrls(Uri App, Uri Runs, Uri Aws);
}
