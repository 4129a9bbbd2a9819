using MassTransit;
using MassTransit.Configuration;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Bus;

namespace RetailBus.Ingest.Landing;

/// <summary>The raw zone's queue holds S3's JSON, not envelopes, and takes part in no topic.</summary>
internal sealed class RawZoneEventDefinition : ConsumerDefinition<RawZoneEventConsumer>
{
    public RawZoneEventDefinition() => EndpointName = QueueNames.Land;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<RawZoneEventConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.ClearSerialization();
        endpointConfigurator.AddSerializer(new SystemTextJsonMessageSerializerFactory()); // what it sends and publishes is an envelope
        endpointConfigurator.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType, isDefault: true);
        endpointConfigurator.UseStageRetry();
    }
}
