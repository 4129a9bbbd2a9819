using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Telemetry;
using RetailBus.Orchestrator.Tracing;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Runs;

/// <summary>The saga's queue: many batches side by side; two messages of one batch meet as a conflict and the later one tries again.</summary>
public sealed class BatchRunDefinition : SagaDefinition<BatchRun>
{
    private const int Retries = 12;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public BatchRunDefinition(IOptions<OrchestratorOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EndpointName = QueueNames.Orchestrate;
        ConcurrentMessageLimit = options.Value.ConcurrentMessages;
    }

    /// <inheritdoc/>
    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator, ISagaConfigurator<BatchRun> sagaConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseFilter(new CommittedMetrics());
        if (context.GetService<FailedTraces>() is { } failedTraces)
            endpointConfigurator.UseFilter(failedTraces);
        endpointConfigurator.UseMessageRetry(retry => retry.Exponential(Retries, First, Longest, First));
        endpointConfigurator.UseSagaStoreOutbox(context);
    }
}
