using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>
/// A queue of its own, so that a receiver that is away holds up nothing else. What runs tell at the same time is told side by side, but
/// each run's events one after the other, also while one of them is tried again.
/// </summary>
internal sealed class LineageConsumerDefinition : ConsumerDefinition<LineageConsumer>
{
    private const int Concurrent = 8;
    private readonly LineageOptions _options;

    public LineageConsumerDefinition(IOptions<LineageOptions> options)
    {
        _options = options.Value;
        EndpointName = QueueNames.Lineage;
        ConcurrentMessageLimit = Concurrent;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<LineageConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UsePartitioner<TellLineage>(
            endpointConfigurator.CreatePartitioner(Concurrent), told => told.Message.Run.Id);
        if (_options.Attempts == 1)
            return;

        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(fault => fault is not LineageRefusedException && FaultClassifier.IsTransient(fault));
            retry.Exponential(_options.Attempts - 1, _options.FirstDelay, _options.LongestDelay, _options.FirstDelay);
        });
    }
}
