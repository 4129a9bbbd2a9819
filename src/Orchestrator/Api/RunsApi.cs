using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;

namespace RetailBus.Orchestrator.Api;

/// <summary>The ledger over HTTP.</summary>
internal static class RunsApi
{
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).WithSummary("Runs, newest first; by state, dataset and text; older than the run `before`.");
        runs.MapGet("/counts", CountAsync).WithSummary("How many runs are in each state.");
        runs.MapGet("/{id:guid}", FindAsync).WithSummary("One run with its timeline.");
        runs.MapQuality();
        runs.MapOperators();
    }

    private static async Task<Results<Ok<RunList>, ProblemHttpResult>> ListAsync(
        IRunLedger ledger,
        CancellationToken cancellationToken,
        string? state = null,
        string? dataset = null,
        int limit = 100,
        Guid? before = null,
        string? text = null)
    {
        if (state is not null)
        {
            var known = RunState.All.FirstOrDefault(name => name.Equals(state, StringComparison.OrdinalIgnoreCase));
            if (known is null)
                return Problems.BadRequest($"There is no state \"{state}\". The states are {string.Join(", ", RunState.All)}.");
            state = known;
        }

        if (limit is < 1 or > RunFilter.MaxLimit)
            return Problems.BadRequest($"limit is {limit}; give 1 to {RunFilter.MaxLimit}, and page on with before.");
        if (before is { } id && await ledger.StandingAsync(id, cancellationToken) is null)
            return Problems.BadRequest($"before names {id:D}, which is no run; give the id of the last run of the page before.");

        var filter = new RunFilter { State = state, Dataset = dataset, Limit = limit, Before = before };
        if (text?.Trim() is not { Length: > 0 } sought)
            return TypedResults.Ok(RunList.Of(await ledger.ListAsync(filter, cancellationToken), limit));
        if (sought.Length > RunSearch.LongestText)
            return Problems.BadRequest($"text has {sought.Length} characters; give at most {RunSearch.LongestText}.");

        var found = await RunSearch.FindAsync(ledger, filter, sought, cancellationToken);
        return TypedResults.Ok(new RunList(found.Runs, found.Next, found.Searched));
    }

    private static async Task<Ok<IReadOnlyDictionary<string, int>>> CountAsync(IRunLedger ledger, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ledger.CountAsync(cancellationToken));

    private static async Task<Results<Ok<RunDetail>, ProblemHttpResult>> FindAsync(
        Guid id, IRunLedger ledger, CancellationToken cancellationToken) =>
        await ledger.FindAsync(id, cancellationToken) is { } run ? TypedResults.Ok(run) : Problems.NoRun(id);
}
