using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Sns;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>Clients that never try again by themselves, so that each knows what it was told.</summary>
internal sealed class CrashClients : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public CrashClients(Uri url)
    {
        var credentials = new BasicAWSCredentials("test", "test");
        Sqs = new AmazonSQSClient(credentials, Configure(new AmazonSQSConfig(), url));
        S3 = new AmazonS3Client(credentials, Configure(new AmazonS3Config { ForcePathStyle = true }, url));
        var options = new AwsClientOptions
        {
            ServiceUrl = url,
            Region = "us-east-1",
            Credentials = credentials,
            MaxErrorRetry = 0,
            Timeout = Patience,
        };
        Sns = new SnsClient(options);
        Firehose = new AwsClients.Firehose.FirehoseClient(options);
    }

    public AmazonSQSClient Sqs { get; }

    public AmazonS3Client S3 { get; }

    public SnsClient Sns { get; }

    public AwsClients.Firehose.FirehoseClient Firehose { get; }

    public void Dispose()
    {
        Sqs.Dispose();
        S3.Dispose();
        Sns.Dispose();
        Firehose.Dispose();
    }

    private static T Configure<T>(T config, Uri url)
        where T : ClientConfig
    {
        config.ServiceURL = url.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        config.Timeout = Patience;
        return config;
    }
}
