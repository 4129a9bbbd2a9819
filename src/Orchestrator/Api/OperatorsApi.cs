using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;

namespace RetailBus.Orchestrator.Api;

/// <summary>Operators' commands over HTTP. Accepted means sent to the saga, which decides; the run's timeline shows what came of it.</summary>
internal static class OperatorsApi
{
    public static void MapOperators(this RouteGroupBuilder runs)
    {
        Map("retry", OperatorAction.Retry, (id, seen, request) =>
            new RetryBatch { BatchId = id, Seen = seen, Actor = request.ActorOrDefault, Reason = request.Reason! });
        Map("release", OperatorAction.Release, (id, seen, request) =>
            new ReleaseBatch { BatchId = id, Seen = seen, Actor = request.ActorOrDefault, Reason = request.Reason! });
        Map("cancel", OperatorAction.Cancel, (id, seen, request) =>
            new CancelBatch { BatchId = id, Seen = seen, Actor = request.ActorOrDefault, Reason = request.Reason! });
        Map("replay", OperatorAction.Replay, (id, seen, request) =>
            new ReplayBatch { BatchId = id, Seen = seen, Actor = request.ActorOrDefault, Reason = request.Reason! });

        void Map<T>(string verb, OperatorAction action, Func<Guid, SeenRun, OperatorRequest, T> command)
            where T : class => runs.MapPost($"/{{id:guid}}/{verb}", (
                Guid id, OperatorRequest request, RunDesk desk, CancellationToken cancellationToken) =>
                desk.SendAsync(id, action, request, command, cancellationToken));
    }
}
