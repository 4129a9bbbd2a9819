using MassTransit;
using RetailBus.Contracts.Names;

namespace RetailBus.Transform.Batches;

/// <summary>On the transforms' own queue, whose retries are set by <see cref="TransformBatchConsumerDefinition"/>.</summary>
internal sealed class CancelTransformConsumerDefinition : ConsumerDefinition<CancelTransformConsumer>
{
    public CancelTransformConsumerDefinition() => EndpointName = QueueNames.Transform;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<CancelTransformConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.ConfigureConsumeTopology = false;
}
