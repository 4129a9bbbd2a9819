using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Quality;

namespace RetailBus.Orchestrator.Runs;

/// <summary>Decides after a transform: balanced, seen before, too many bad rows, or on to LOAD.</summary>
internal static class TransformReview
{
    public static async Task<TransformVerdict> DecideAsync(
        BatchRun run, TransformCompleted transformed, IRunLedger ledger, QualityOptions quality, CancellationToken cancellationToken)
    {
        if (Reconciliation.Check(transformed.Rows) is { } unbalanced)
            return new TransformVerdict { Next = RunState.Failed, Reason = unbalanced.Reason, Failure = unbalanced };

        // A replay is someone's wish to see the rows loaded again, also when another batch has the same bytes.
        if (run is { PassAttempt: 1, IsReleased: false })
        {
            var content = new LandedContent(
                run.CorrelationId, run.Dataset, transformed.ContractVersion, transformed.Fingerprint, run.Object);
            if (await ledger.FindDuplicateAsync(content, cancellationToken) is { } other)
                return new TransformVerdict { Next = RunState.Duplicate, Reason = SameBytes(other), DuplicateOf = other.Id };
        }

        var warnings = await WarningsAsync(run, transformed, ledger, quality, cancellationToken);
        return !run.IsReleased && HeldReason(transformed) is { } held
            ? new TransformVerdict { Next = RunState.Held, Reason = held, Warnings = warnings }
            : new TransformVerdict { Next = RunState.Loading, Reason = Counts(transformed.Rows), Warnings = warnings };
    }

    private static async Task<IReadOnlyList<QualityWarning>> WarningsAsync(
        BatchRun run, TransformCompleted transformed, IRunLedger ledger, QualityOptions options, CancellationToken cancellationToken)
    {
        if (transformed.Quality is not { } figures || !options.Enabled || options.ExceptDatasets.Contains(run.Dataset))
            return [];

        var comparable = new QualityFilter
        {
            Dataset = run.Dataset,
            Store = figures.Store ?? QualityFilter.SeveralStores,
            Before = run.StartedAt,
            Limit = options.Runs,
        };
        var before = await ledger.QualityAsync(comparable, cancellationToken);
        return new QualityReview(options).Compare(transformed.Rows, figures, before);
    }

    private static string SameBytes(RunSummary other) =>
        $"The same bytes were loaded before, as \"{other.Object.Key}\" (run {other.Id:D}). Nothing was loaded again; "
        + "to load it all the same, release the run.";

    private static string? HeldReason(TransformCompleted transformed)
    {
        var rows = transformed.Rows;
        var data = rows.Accepted + rows.Quarantined + rows.Duplicates;
        if (transformed.RejectLimit is not { } limit || data == 0 || rows.Quarantined <= limit * data)
            return null;

        return $"{rows.Quarantined:N0} of {data:N0} rows ({Percent((double)rows.Quarantined / data)}) broke a rule; the contract's limit is "
            + $"{Percent(limit)}. Look at the quarantined rows, then release the run to load the other {rows.Accepted:N0}, or cancel it.";
    }

    private static string Counts(TransformCounts rows) =>
        $"Transformed: {rows.Accepted:N0} accepted, {rows.Quarantined:N0} quarantined, {rows.Duplicates:N0} duplicates.";

    private static string Percent(double share) => $"{share * 100:0.##}%";
}
