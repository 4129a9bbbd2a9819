using Amazon;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.Options;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Firehose;
using RetailBus.Platform.Aws;

namespace RetailBus.Ingest.Provisioning;

/// <summary>The clients that only the land service uses.</summary>
internal static class AwsClientFactory
{
    public static IAmazonSQS Sqs(IServiceProvider services)
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

        return Credentials(options) is { } credentials ? new AmazonSQSClient(credentials, config) : new AmazonSQSClient(config);
    }

    public static IFirehoseClient Firehose(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AwsOptions>>().Value;
        return new FirehoseClient(new AwsClientOptions
        {
            ServiceUrl = options.ServiceUrl,
            Region = options.Region,
            Credentials = Credentials(options),
        });
    }

    private static BasicAWSCredentials? Credentials(AwsOptions options) =>
        options.AccessKeyId is null ? null : new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey);
}
