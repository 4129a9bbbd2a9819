using RetailBus.Contracts.Batches;

namespace RetailBus.Orchestrator.Runs;

/// <summary>The two equations that every run has to satisfy, and what to say when one does not hold.</summary>
internal static class Reconciliation
{
    /// <summary>Null until both stages have counted or the first equation fails.</summary>
    public static bool? Balanced(TransformCounts? transformed, LoadCounts? loaded) => (transformed, loaded) switch
    {
        ({ Balances: false }, _) => false,
        ({ } counts, { } rows) => rows.Total == counts.Accepted,
        _ => null,
    };

    /// <summary>records = headers + accepted + quarantined + duplicates; null when it holds.</summary>
    public static StageFailure? Check(TransformCounts counts)
    {
        if (counts.Balances)
            return null;

        var parts = counts.Headers + counts.Accepted + counts.Quarantined + counts.Duplicates;
        return Unbalanced(
            $"The file has {Count(counts.Records, "record")}, but the parts add up to {parts:N0}: {Count(counts.Headers, "header line")} + "
            + $"{counts.Accepted:N0} accepted + {counts.Quarantined:N0} quarantined + {Count(counts.Duplicates, "duplicate")}. "
            + "Nothing was loaded. Retry the run; if it fails again, report it with this run's id.");
    }

    /// <summary>accepted = inserted + updated + unchanged + superseded; null when it holds.</summary>
    public static StageFailure? Check(TransformCounts counts, LoadCounts loaded) => loaded.Total == counts.Accepted
        ? null
        : Unbalanced(
            $"The transform accepted {Count(counts.Accepted, "row")}, but the load accounts for {loaded.Total:N0}: {loaded.Inserted:N0} "
            + $"inserted + {loaded.Updated:N0} updated + {loaded.Unchanged:N0} unchanged + {loaded.Superseded:N0} superseded. "
            + "Don't rely on this batch's rows. Retry the run; if it fails again, report it with this run's id.");

    private static StageFailure Unbalanced(string reason) => new()
    {
        Code = FailureCodes.Unbalanced,
        Reason = reason,
        Transient = false,
    };

    private static string Count(long count, string noun) =>
        $"{count:N0} {noun}{(count == 1 ? "" : "s")}";
}
