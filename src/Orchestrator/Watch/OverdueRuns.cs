using MassTransit;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Runs;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Watch;

/// <summary>Finds runs whose stage is overdue and tells the saga, which decides.</summary>
internal sealed class OverdueRuns(ISagaReader<BatchRun> runs, IBus bus, TimeProvider time)
{
    /// <summary>How many were found; each was told once.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        var query = new SagaQuery<BatchRun>().WhereInRange(run => run.DeadlineAt!.Value, from: null, before: time.GetUtcNow());
        var found = 0;
        string? next = null;
        do
        {
            var page = await runs.List(query.After(next), cancellationToken);
            foreach (var run in page.Sagas.Select(record => record.Saga))
            {
                await saga.Send(Expire(run), cancellationToken);
                found++;
            }

            next = page.Next;
        }
        while (next is not null);
        return found;
    }

    private static ExpireStage Expire(BatchRun run) => new()
    {
        BatchId = run.CorrelationId,
        State = run.State,
        Attempt = run.Attempt,
        DeadlineAt = run.DeadlineAt!.Value,
    };
}
