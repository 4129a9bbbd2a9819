using Amazon;
using Amazon.SQS;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Sns;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>Builds the SNS and SQS clients that the host settings describe.</summary>
internal static class BrokerClients
{
    public static IAmazonSQS CreateSqs(AmazonSqsHostSettings settings)
    {
        var config = settings.SqsConfig ?? new AmazonSQSConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region) };
        if (config.ServiceURL is not null) config.AuthenticationRegion ??= settings.Region;
        // longer than a long poll, shorter than the SDK's 100 s: a dead connection is noticed
        config.Timeout ??= TimeSpan.FromSeconds(40);
        if (!config.IsMaxErrorRetrySet) config.MaxErrorRetry = 4;
        // the SDK would resend a request up to ten times unasked when its connection breaks
        config.MaxStaleConnectionRetries = 0;
        return settings.Credentials is { } credentials ? new AmazonSQSClient(credentials, config) : new AmazonSQSClient(config);
    }

    public static ISnsClient CreateSns(AmazonSqsHostSettings settings)
    {
        var config = settings.SnsConfig ?? new AmazonSimpleNotificationServiceConfig();
        var defaults = new AwsClientOptions();
        return new SnsClient(new AwsClientOptions
        {
            ServiceUrl = config.ServiceURL is { } url ? new Uri(url) : null,
            Region = config.AuthenticationRegion ?? settings.Region,
            Credentials = settings.Credentials,
            MaxErrorRetry = config.MaxErrorRetry,
            Timeout = config.Timeout ?? defaults.Timeout,
        });
    }
}
