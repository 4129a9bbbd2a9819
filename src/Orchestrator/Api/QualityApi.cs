using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;

namespace RetailBus.Orchestrator.Api;

/// <summary>A dataset's figures over its runs, over HTTP.</summary>
internal static class QualityApi
{
    /// <summary>Times are stored in microseconds, so that a range that ends here includes the run itself.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMicroseconds(1);

    public static void MapQuality(this IEndpointRouteBuilder runs) => runs.MapGet("/quality", TrendAsync).WithSummary(
        "Figures of a dataset's last completed runs, newest first; of files of one `store` (empty: of several stores); up to the run `until`.");

    private static async Task<Results<Ok<QualityTrend>, ProblemHttpResult>> TrendAsync(
        IRunLedger ledger,
        CancellationToken cancellationToken,
        string? dataset = null,
        string? store = null,
        Guid? until = null,
        int limit = 20)
    {
        if (string.IsNullOrWhiteSpace(dataset))
            return Problems.BadRequest("dataset is missing; name the one whose runs are meant, as in ?dataset=orders.");
        if (limit is < 1 or > QualityFilter.MaxLimit)
            return Problems.BadRequest($"limit is {limit}; give 1 to {QualityFilter.MaxLimit}.");
        var last = until is { } id ? await ledger.FindAsync(id, cancellationToken) : null;
        if (until is { } unknown && last is null)
            return Problems.NoRun(unknown);

        var filter = new QualityFilter { Dataset = dataset, Store = store, Before = last?.Timings.StartedAt + Least, Limit = limit };
        return TypedResults.Ok(new QualityTrend(dataset, await ledger.QualityAsync(filter, cancellationToken)));
    }
}
