using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Contracts.Retaining;
using RetailBus.Orchestrator.Retaining;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Api;

/// <summary>Retention sweeps over HTTP.</summary>
internal static class RetentionApi
{
    private const string GoesOn = "A sweep that was begun goes on when it is asked for again, or with the schedule.";

    public static void MapRetention(this IEndpointRouteBuilder routes)
    {
        var retention = routes.MapGroup("/api/retention").WithTags("Retention");
        retention.MapPost("/", SweepAsync).WithSummary("Removes, or counts (dryRun), what landed longer ago than its contract keeps it.");
        retention.MapGet("/", (RetentionStore store, CancellationToken cancellationToken) => store.ListAsync(cancellationToken))
            .WithSummary("Records of sweeps, the newest first.");
    }

    private static async Task<Results<Ok<RetentionRecord>, ProblemHttpResult>> SweepAsync(
        RetentionRequest request, RetentionSweep sweep, TransformClient datasets, CancellationToken cancellationToken)
    {
        var asked = new OperatorRequest(request.DryRun ? request.Reason ?? "-" : request.Reason, request.Actor);
        if (asked.Problem() is { } problem)
            return Problems.BadRequest(problem);
        try
        {
            if (request.Dataset is { } name && (await datasets.DatasetsAsync(cancellationToken)).All(dataset => dataset.Name != name))
                return Problems.NoDataset(name);
            return TypedResults.Ok(request.DryRun
                ? await sweep.LookAsync(request.Dataset, asked.ActorOrDefault, asked.Reason!, cancellationToken)
                : await sweep.SweepAsync(request.Dataset, asked.ActorOrDefault, asked.Reason!, cancellationToken));
        }
        catch (SweepUnderWayException e)
        {
            return Problems.Conflict(e.Message);
        }
        catch (UnfinishedSweepException e)
        {
            return Problems.Unavailable($"{e.Message} {GoesOn}");
        }
        catch (HttpRequestException e)
        {
            return Problems.Unavailable($"{e.Message} {GoesOn}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Problems.Unavailable($"Another service did not answer in time. {GoesOn}");
        }
    }
}
