namespace RetailBus.Cli.Bench;

/// <summary>What <c>bench many</c> found.</summary>
/// <param name="RowsPresent">Rows in the warehouse before.</param>
/// <param name="Batches">Batches of 100 rows.</param>
/// <param name="Seconds">From the first put to the query that sees the last batch.</param>
internal sealed record ThroughputReport(long RowsPresent, int Batches, double Seconds)
{
    public const double Aim = 50;

    /// <summary>Asked of the cloud.</summary>
    public required RequestsReport Requests { get; init; }

    public double BatchesPerSecond => Math.Round(Batches / Seconds, 1);
}
