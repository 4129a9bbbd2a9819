using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;
using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Batches;

internal sealed class TransformBatchConsumerDefinition : ConsumerDefinition<TransformBatchConsumer>
{
    public TransformBatchConsumerDefinition(IOptions<TransformOptions> options)
    {
        EndpointName = QueueNames.Transform;
        ConcurrentMessageLimit = options.Value.ConcurrentBatches;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<TransformBatchConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseStageRetry();
    }
}
