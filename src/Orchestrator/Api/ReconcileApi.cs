using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Orchestrator.Reconciling;

namespace RetailBus.Orchestrator.Api;

/// <summary>The watch over HTTP.</summary>
internal static class ReconcileApi
{
    public static void MapReconcile(this IEndpointRouteBuilder routes)
    {
        var reconcile = routes.MapGroup("/api/reconcile").WithTags("Reconcile");
        reconcile.MapPost("/", LookAsync).WithSummary("Looks everywhere now, and repairs what does not agree if asked to.");
        reconcile.MapGet("/", Last).WithSummary("The last look's report, the watch's own rounds included.");
    }

    private static async Task<Results<Ok<ReconcileReport>, ProblemHttpResult>> LookAsync(
        ReconcileRequest request, Reconciler reconciler, ReconcileJournal journal, CancellationToken cancellationToken)
    {
        var asked = new OperatorRequest(request.Repair ? request.Reason : request.Reason ?? "-", request.Actor);
        if (asked.Problem() is { } problem)
            return Problems.BadRequest(problem);

        var report = await reconciler.LookAsync(request.Repair, asked.ActorOrDefault, asked.Reason!, cancellationToken);
        journal.Add(report);
        return TypedResults.Ok(report);
    }

    private static Results<Ok<ReconcileReport>, ProblemHttpResult> Last(ReconcileJournal journal) =>
        journal.Last is { } report ? TypedResults.Ok(report) : Problems.NoReport();
}
