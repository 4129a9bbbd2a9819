using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Metering;
using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sns.Protocol;
using RetailBus.LocalCloud.Sqs.Engine;
using RetailBus.LocalCloud.Sqs.Journal;
using RetailBus.LocalCloud.Sqs.Protocol;

namespace RetailBus.LocalCloud.Sqs;

internal static class SqsSnsRegistration
{
    /// <summary>
    /// Adds SQS and SNS as <see cref="IAwsService"/>s. Needs <see cref="SqsSnsSettings"/> and logging. The store opens its
    /// data folder when first resolved, and closes it with the container.
    /// </summary>
    public static IServiceCollection AddLocalSqsAndSns(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<UsageMeter>();
        services.AddSingleton<MessagingStore>();
        services.AddSingleton<QueueCatalog>();
        services.AddSingleton<MessageExchange>();
        services.AddSingleton<QueueOperations>();
        services.AddSingleton<MessageOperations>();
        services.AddSingleton<BatchOperations>();
        services.AddSingleton<MoveTasks>();
        services.AddSingleton<MoveTaskOperations>();
        services.AddSingleton<PermissionOperations>();
        services.AddSingleton<IAwsService, SqsService>();
        services.AddSingleton<TopicCatalog>();
        services.AddSingleton<SubscriptionCatalog>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<TopicOperations>();
        services.AddSingleton<SubscriptionOperations>();
        services.AddSingleton<PublishOperations>();
        services.AddSingleton<IAwsService, SnsService>();
        services.AddSingleton<IEventTargets, EventTargets>();
        return services;
    }
}
