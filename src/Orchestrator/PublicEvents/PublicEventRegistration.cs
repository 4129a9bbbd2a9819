using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Queues;
using RetailBus.Platform.Bus;

namespace RetailBus.Orchestrator.PublicEvents;

/// <summary>The options of CloudEvents copies, and where they name a topic their consumer.</summary>
internal static class PublicEventRegistration
{
    public static void AddPublicEvents(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CloudEventOptions>, CloudEventValidator>());
        builder.Services.AddOptions<CloudEventOptions>()
            .BindConfiguration(CloudEventOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        if (string.IsNullOrEmpty(builder.Configuration[$"{CloudEventOptions.Section}:{nameof(CloudEventOptions.Topic)}"]))
            return;

        builder.Services.TryAddSingleton<PublicEventTopic>();
        builder.Services.AddHostedService<PublicEventProvisioning>();
        builder.Services.PostConfigure<QueueOptions>(queues => queues.Also.Add(QueueNames.PublicEvents));
        builder.AddToBus(bus => bus.AddConsumer<PublicEventConsumer, PublicEventConsumerDefinition>());
    }
}
