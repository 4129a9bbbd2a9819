using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Orchestrator.Ledger;

namespace RetailBus.Orchestrator.Api;

/// <summary>Which batches have rows in quarantine; the rows themselves are TRANSFORM's to show.</summary>
internal static class QuarantineApi
{
    public static void MapQuarantine(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/quarantine", ListAsync)
        .WithTags("Quarantine")
        .WithSummary("Runs that have quarantined rows, newest first; by dataset; older than the run `before`.");

    private static async Task<Results<Ok<RunList>, ProblemHttpResult>> ListAsync(
        IRunLedger ledger, CancellationToken cancellationToken, string? dataset = null, int limit = 100, Guid? before = null)
    {
        if (limit is < 1 or > RunFilter.MaxLimit)
            return Problems.BadRequest($"limit is {limit}; give 1 to {RunFilter.MaxLimit}, and page on with before.");

        var filter = new RunFilter { Dataset = dataset, Limit = limit, Before = before, HasQuarantined = true };
        return TypedResults.Ok(RunList.Of(await ledger.ListAsync(filter, cancellationToken), limit));
    }
}
