using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Replays;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Api;

/// <summary>Replays of many batches over HTTP.</summary>
internal static class ReplaysApi
{
    private const int Newest = 100;

    public static void MapReplays(this IEndpointRouteBuilder routes)
    {
        var replays = routes.MapGroup("/api/replays").WithTags("Replays");
        replays.MapPost("/", (ReplayRequest request, ReplayDesk desk, CancellationToken cancellationToken) =>
                desk.TakeAsync(request, cancellationToken))
            .WithSummary("Replays runs by dataset, store, state and landing range; Completed and Failed ones unless a state is named.");
        replays.MapGet("/", ListAsync).WithSummary("The newest 100 replays.");
        replays.MapGet("/{id:guid}", FindAsync).WithSummary("How far a replay is.");
        replays.MapPost("/{id:guid}/stop", StopAsync).WithSummary("Begins no further batch; those in flight go on.");
    }

    private static async Task<Ok<List<ReplayReport>>> ListAsync(ISagaReader<ReplayPlan> plans, CancellationToken cancellationToken)
    {
        var page = await plans.List(new SagaQuery<ReplayPlan>().OrderByDescending(plan => plan.StartedAt).Take(Newest), cancellationToken);
        return TypedResults.Ok(page.Sagas.Select(record => record.Saga.ToReport()).ToList());
    }

    private static async Task<Results<Ok<ReplayReport>, ProblemHttpResult>> FindAsync(
        Guid id, ISagaReader<ReplayPlan> plans, CancellationToken cancellationToken) =>
        await plans.Find(id, cancellationToken) is { Saga: var plan } ? TypedResults.Ok(plan.ToReport()) : Problems.NoReplay(id);

    private static async Task<Results<Accepted, ProblemHttpResult>> StopAsync(
        Guid id, OperatorRequest request, ISagaReader<ReplayPlan> plans, IBus bus, CancellationToken cancellationToken)
    {
        if (request.Problem() is { } problem)
            return Problems.BadRequest(problem);
        if (await plans.Find(id, cancellationToken) is not { Saga: var plan })
            return Problems.NoReplay(id);
        if (plan.State != nameof(ReplayPlanStateMachine.Running))
            return Problems.Conflict($"The replay is {plan.State}; only one that is Running can be stopped.");

        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Replay));
        await saga.Send(new StopReplay { ReplayId = id, Actor = request.ActorOrDefault, Reason = request.Reason! }, cancellationToken);
        return TypedResults.Accepted($"/api/replays/{id:D}");
    }
}
