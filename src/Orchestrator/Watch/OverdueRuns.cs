using System.Runtime.CompilerServices;
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
        var found = 0;
        await foreach (var run in FindAsync(cancellationToken))
        {
            await ExpireAsync(run, cancellationToken);
            found++;
        }

        return found;
    }

    /// <summary>Tells the saga; it acts if the run is still as it was found.</summary>
    public async Task ExpireAsync(BatchRun run, CancellationToken cancellationToken)
    {
        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        await saga.Send(Expire(run), cancellationToken);
    }

    public async IAsyncEnumerable<BatchRun> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new SagaQuery<BatchRun>().WhereInRange(run => run.DeadlineAt!.Value, from: null, before: time.GetUtcNow());
        string? next = null;
        do
        {
            var page = await runs.List(query.After(next), cancellationToken);
            foreach (var run in page.Sagas.Select(record => record.Saga))
                yield return run;
            next = page.Next;
        }
        while (next is not null);
    }

    private static ExpireStage Expire(BatchRun run) => new()
    {
        BatchId = run.CorrelationId,
        State = run.State,
        Attempt = run.Attempt,
        DeadlineAt = run.DeadlineAt!.Value,
    };
}
