using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;

namespace RetailBus.Orchestrator.Notifications;

/// <summary>A queue of its own, so that a webhook that is away holds up nothing else.</summary>
internal sealed class NotificationConsumerDefinition : ConsumerDefinition<NotificationConsumer>
{
    private const int Concurrent = 8;
    private readonly NotificationOptions _options;

    public NotificationConsumerDefinition(IOptions<NotificationOptions> options)
    {
        _options = options.Value;
        EndpointName = QueueNames.Notify;
        ConcurrentMessageLimit = Concurrent;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<NotificationConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        if (_options.Attempts == 1)
            return;

        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(fault => fault is not WebhookRefusedException && FaultClassifier.IsTransient(fault));
            retry.Exponential(_options.Attempts - 1, _options.FirstDelay, _options.LongestDelay, _options.FirstDelay);
        });
    }
}
