namespace RetailBus.Cli.Bench;

/// <summary>What <c>bench small</c> found, in milliseconds from the put's acknowledgement to the first query that sees the rows.</summary>
internal sealed record LatencyReport(long RowsPresent, int Batches, double MedianMs, double P99Ms, double LongestMs)
{
    public const double MedianAim = 150;
    public const double P99Aim = 500;
}
