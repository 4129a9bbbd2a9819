using MassTransit;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Lineage;

namespace RetailBus.Orchestrator.Runs;

/// <summary>What a run tells as lineage, committed with the transition; nothing while no receiver is configured.</summary>
public sealed partial class BatchRunStateMachine
{
    private void DefineLineage()
    {
        foreach (var state in new[] { Transforming, Loading, Held, Completed, Duplicate, Failed, Cancelled })
            WhenEnter(state, entered => entered.ThenAsync(TellLineageAsync));
    }

    private async Task TellLineageAsync(BehaviorContext<BatchRun> context)
    {
        if (!_lineage.IsOn)
            return;

        foreach (var step in LineageSteps.Take(context.Saga, _time.GetUtcNow()))
            await context.Send(Queue(QueueNames.Lineage), step);
    }
}
