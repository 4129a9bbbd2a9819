namespace RetailBus.Warehouse.DuckDb;

/// <summary>Where a load changes its way. The result is the same on each.</summary>
internal sealed record LoadLimits
{
    /// <summary>Rows from which a group goes straight to the fact table where it can.</summary>
    public long DirectRows { get; init; } = 50_000;

    /// <summary>Keys that the warehouse may have, beyond which a group's keys are all looked up rather than told apart.</summary>
    public int SuspectKeys { get; init; } = 200_000;
}
