using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Replays;

/// <summary>Finds replays of which nothing was heard for longer than a stage may take, and reminds their saga.</summary>
internal sealed class StalledReplays(ISagaReader<ReplayPlan> plans, IBus bus, IOptions<OrchestratorOptions> options, TimeProvider time)
{
    public async Task RemindAsync(CancellationToken cancellationToken)
    {
        var silence = TimeSpan.FromTicks(Math.Max(options.Value.TransformDeadline.Ticks, options.Value.LoadDeadline.Ticks));
        var query = new SagaQuery<ReplayPlan>()
            .Where(plan => plan.State, nameof(ReplayPlanStateMachine.Running))
            .WhereInRange(plan => plan.UpdatedAt, from: null, before: time.GetUtcNow() - silence);
        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Replay));
        foreach (var plan in (await plans.List(query, cancellationToken)).Sagas.Select(record => record.Saga))
            await saga.Send(new RemindReplay { ReplayId = plan.CorrelationId, ChangedAt = plan.UpdatedAt }, cancellationToken);
    }
}
