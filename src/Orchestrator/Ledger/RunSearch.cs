using RetailBus.Contracts.Runs;

namespace RetailBus.Orchestrator.Ledger;

/// <summary>
/// Looks for a text in the files' names, reasons and ids of runs. No index has them, so it reads runs from the newest on, a bounded number
/// at a time; who wants to look further goes on where it ended.
/// </summary>
internal static class RunSearch
{
    /// <summary>Runs that are looked at in one go.</summary>
    public const int Most = 2000;

    /// <summary>Characters of the text.</summary>
    public const int LongestText = 200;

    private const int Page = 200;

    /// <param name="ledger">The runs.</param>
    /// <param name="filter">Which of them; <see cref="RunFilter.Limit"/> counts those that fit the text.</param>
    /// <param name="text">Anywhere in the key, the reason or the id; case does not matter.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public static async Task<FoundRuns> FindAsync(IRunLedger ledger, RunFilter filter, string text, CancellationToken cancellationToken)
    {
        var (found, searched, last) = (new List<RunSummary>(), 0, filter.Before);
        while (true)
        {
            var page = await ledger.ListAsync(filter with { Limit = Page, Before = last }, cancellationToken);
            foreach (var run in page)
            {
                (searched, last) = (searched + 1, run.Id);
                if (!Fits(run, text))
                    continue;
                found.Add(run);
                if (found.Count == filter.Limit)
                    return new FoundRuns(found, searched, last);
            }

            if (page.Count < Page)
                return new FoundRuns(found, searched, Next: null);
            if (searched >= Most)
                return new FoundRuns(found, searched, last);
        }
    }

    private static bool Fits(RunSummary run, string text) =>
        Holds(run.Object.Key, text) || Holds(run.Reason, text) || Holds(run.Id.ToString("D"), text);

    private static bool Holds(string? field, string text) => field?.Contains(text, StringComparison.OrdinalIgnoreCase) is true;
}
