using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Replays;
using RetailBus.Orchestrator.Runs;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>
/// What the watch asks of the sagas, which decide. Each request says what the run looked like, or has an id made of that: of two looks at
/// once, and of a repeated one, one acts.
/// </summary>
internal sealed class RunRepairs(IBus bus, IOptions<OrchestratorOptions> options)
{
    private const int Concurrency = 4;

    public Task RedriveAsync(BatchRun run, ReconcileLook look, string why, CancellationToken cancellationToken) => SendAsync(
        QueueNames.Orchestrate,
        new RedriveStage
        {
            BatchId = run.CorrelationId,
            State = run.State,
            Attempt = run.Attempt,
            ChangedAt = run.UpdatedAt,
            Actor = look.Actor,
            Reason = Reason(look, why),
        },
        IdOf(run),
        cancellationToken);

    public Task ReleaseAsync(BatchRun run, ReconcileLook look, string why, CancellationToken cancellationToken) => SendAsync(
        QueueNames.Orchestrate,
        new ReleaseBatch
        {
            BatchId = run.CorrelationId,
            Seen = new SeenRun(run.State, run.Attempt),
            Actor = look.Actor,
            Reason = Reason(look, why),
        },
        IdOf(run),
        cancellationToken);

    /// <summary>A few at a time, however many they are.</summary>
    public async Task ReplayAsync(IReadOnlyList<BatchRun> runs, ReconcileLook look, string why, CancellationToken cancellationToken)
    {
        foreach (var part in runs.OrderBy(run => run.LandedAt).ThenBy(run => run.CorrelationId).Chunk(options.Value.MaxReplayBatches))
        {
            var id = NameBasedUuid.Create(BatchIds.Namespace, string.Join('\n', part.Select(run => IdOf(run))));
            await SendAsync(
                QueueNames.Replay,
                new StartReplay
                {
                    ReplayId = id,
                    Batches = BatchIdList.Pack([.. part.Select(run => run.CorrelationId)]),
                    Concurrency = Concurrency,
                    Actor = look.Actor,
                    Reason = Reason(look, why),
                },
                id,
                cancellationToken);
        }
    }

    /// <summary>What to do when a stage has not answered though it was asked: its command waits for it, and another would not help.</summary>
    public static string AskedBefore(BatchRun run) =>
        "none; an earlier look asked the stage for its answer, and none has come. See whether the stage's service runs and what stands in "
        + "its queues; then " + run.State switch
        {
            RunState.Failed => "retry the run.",
            RunState.Cancelled => "replay the run to have its rows loaded by a run that knows of them.",
            _ => "wait: the run fails when its deadline has passed, and can be retried then.",
        };

    private static string Reason(ReconcileLook look, string why) => $"{why} {look.Reason}";

    /// <summary>Of a request on the run as it stands.</summary>
    private static Guid IdOf(BatchRun run) =>
        NameBasedUuid.Create(BatchIds.Namespace, $"repair\n{run.CorrelationId:D}\n{run.State}\n{run.Attempt}\n{run.UpdatedAt.UtcTicks}");

    private async Task SendAsync<T>(string queue, T message, Guid messageId, CancellationToken cancellationToken)
        where T : class
    {
        var saga = await bus.GetSendEndpoint(QueueNames.Address(queue));
        await saga.Send(message, Pipe.Execute<SendContext>(context => context.MessageId = messageId), cancellationToken);
    }
}
