using Amazon;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Aws;

namespace RetailBus.Orchestrator.Queues;

/// <summary>What <c>/api/queues</c> needs.</summary>
/// <remarks>
/// Rights on AWS: GetQueueUrl and GetQueueAttributes on all queues; ReceiveMessage, ChangeMessageVisibility and DeleteMessage on those of
/// messages set aside; SendMessage on the work queues.
/// </remarks>
internal static class QueuesRegistration
{
    public static IServiceCollection AddQueues(this IServiceCollection services)
    {
        services.AddOptions<QueueOptions>().BindConfiguration(QueueOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IAmazonSQS>(Client);
        services.TryAddSingleton<KnownQueues>();
        services.TryAddSingleton<SqsQueues>();
        services.TryAddSingleton<QueuePeek>();
        services.TryAddSingleton<QueueSamples>();
        services.TryAddSingleton<QueueReport>();
        services.TryAddSingleton<QueueRedrive>();
        return services;
    }

    private static AmazonSQSClient Client(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AwsOptions>>().Value;
        var config = new AmazonSQSConfig { MaxStaleConnectionRetries = 0 };
        if (options.ServiceUrl is { } url)
        {
            config.ServiceURL = url.ToString();
            config.AuthenticationRegion = options.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return options.AccessKeyId is null
            ? new AmazonSQSClient(config)
            : new AmazonSQSClient(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), config);
    }
}
