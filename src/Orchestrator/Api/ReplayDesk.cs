using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Replays;

namespace RetailBus.Orchestrator.Api;

/// <summary>Takes replays on: finds the batches, and hands them to the replay's saga.</summary>
internal sealed class ReplayDesk(ReplaySelector selector, IBus bus, IOptions<OrchestratorOptions> options)
{
    public async Task<Results<Ok<ReplayAnswer>, Accepted<ReplayAnswer>, ProblemHttpResult>> TakeAsync(
        ReplayRequest request, CancellationToken cancellationToken)
    {
        var state = RunState.All.FirstOrDefault(known => known.Equals(request.State, StringComparison.OrdinalIgnoreCase));
        request = request with { State = state ?? request.State };
        if (request.Problem() is { } problem)
            return Problems.BadRequest(problem);

        var limit = options.Value.MaxReplayBatches;
        IReadOnlyList<RunSummary> runs;
        try
        {
            runs = await selector.FindAsync(request.Selection(), limit + 1, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            return Problems.Unavailable(
                $"Which batches have rows of the store could not be asked: {e.Message} Try again when the warehouse's service is back.");
        }

        if (runs.Count > limit)
            return Problems.BadRequest(TooMany(limit, request, runs[limit].Object.LandedAt));

        var answer = ReplayAnswer.Of(runs, request);
        if (request.DryRun || runs.Count == 0)
            return TypedResults.Ok(answer);

        var id = Guid.NewGuid();
        await StartAsync(id, runs, request, cancellationToken);
        return TypedResults.Accepted($"/api/replays/{id:D}", answer with { ReplayId = id });
    }

    private async Task StartAsync(Guid id, IReadOnlyList<RunSummary> runs, ReplayRequest request, CancellationToken cancellationToken)
    {
        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Replay));
        await saga.Send(
            new StartReplay
            {
                ReplayId = id,
                Batches = BatchIdList.Pack([.. runs.Select(run => run.Id)]),
                Concurrency = request.Concurrency,
                Actor = request.Operator().ActorOrDefault,
                Reason = request.Reason!,
            },
            cancellationToken);
    }

    private static string TooMany(int limit, ReplayRequest request, DateTimeOffset firstTooMany) =>
        $"More than {limit:N0} runs match, the most that one replay takes. Narrow the selection, or replay it in parts by landing time: "
        + (request.From < firstTooMany || request.From is null
            ? $"the first part ends before to = {firstTooMany.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ}, the next begins there as its from."
            : "narrow it by dataset, store or state as well, since so many landed at once.");
}
