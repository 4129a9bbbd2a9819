using MassTransit;

namespace RetailBus.AmazonSqs.Tests.Conformance;

public sealed class FlakyConsumerDefinition : ConsumerDefinition<FlakyConsumer>
{
    public FlakyConsumerDefinition() => ConcurrentMessageLimit = 2;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<FlakyConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.UseMessageRetry(r => r.Interval(3, TimeSpan.FromMilliseconds(20)));
}
