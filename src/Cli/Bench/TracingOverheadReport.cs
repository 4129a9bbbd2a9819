namespace RetailBus.Cli.Bench;

/// <summary>What <c>bench many --tracing-overhead</c> found.</summary>
/// <param name="RowsPresent">Rows in the warehouse before.</param>
/// <param name="Batches">Batches of 100 rows.</param>
/// <param name="Repeats">Runs of each kind; the least counts.</param>
/// <param name="Without">Nothing traced.</param>
/// <param name="With">Everything traced, exported and kept.</param>
internal sealed record TracingOverheadReport(long RowsPresent, int Batches, int Repeats, Cost Without, Cost With)
{
    /// <summary>Of the ratio.</summary>
    public const double Aim = 1.05;

    public Cost.Ratio Ratio => With.To(Without);
}
