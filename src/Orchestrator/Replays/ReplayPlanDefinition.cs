using MassTransit;
using RetailBus.Contracts.Names;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Replays;

/// <summary>The replays' own queue. Messages of one replay are handled one after the other: all of them change the same row.</summary>
public sealed class ReplayPlanDefinition : SagaDefinition<ReplayPlan>
{
    private const int Retries = 12;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public ReplayPlanDefinition()
    {
        EndpointName = QueueNames.Replay;
        ConcurrentMessageLimit = 1;
    }

    /// <inheritdoc/>
    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator, ISagaConfigurator<ReplayPlan> sagaConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseMessageRetry(retry => retry.Exponential(Retries, First, Longest, First));
        endpointConfigurator.UseSagaStoreOutbox(context);
    }
}
