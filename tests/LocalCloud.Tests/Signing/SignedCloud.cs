using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.Time.Testing;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Sns;
using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Signing;

/// <summary>A local cloud that knows two key pairs and has a clock of its own, and clients that sign and do not try again.</summary>
internal sealed class SignedCloud : IAsyncDisposable
{
    public static readonly LocalCloudCredential Known = new("AKIALOCALCLOUD", "a/secret+of=letters");
    public static readonly LocalCloudCredential OfTheCli = new("test", "test");
    private readonly DataFolder _folder;
    private readonly LocalCloudServer _server;

    private SignedCloud(DataFolder folder, LocalCloudServer server, FakeTimeProvider time)
    {
        _folder = folder;
        _server = server;
        Time = time;
        Http = new HttpClient { BaseAddress = Url };
    }

    public Uri Url => _server.Url;

    /// <summary>The server's clock; clients have the machine's.</summary>
    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public static async Task<SignedCloud> StartAsync()
    {
        var folder = new DataFolder();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var options = new LocalCloudOptions
        {
            FirehoseCreationTime = TimeSpan.Zero,
            DataDirectory = folder.Path,
            Port = 0,
            TimeProvider = time,
            Credentials = [OfTheCli, Known],
        };
        return new SignedCloud(folder, await LocalCloudServer.StartAsync(options, null, TestContext.Current.CancellationToken), time);
    }

    public AmazonS3Client S3(LocalCloudCredential? pair = null, HttpClientFactory? sender = null) => new(
        Credentials(pair),
        new AmazonS3Config
        {
            ServiceURL = Url.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = "eu-central-1",
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            HttpClientFactory = sender,
        });

    public AmazonSQSClient Sqs(LocalCloudCredential? pair = null, HttpClientFactory? sender = null) => new(
        Credentials(pair),
        new AmazonSQSConfig
        {
            ServiceURL = Url.ToString(),
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            HttpClientFactory = sender,
        });

    public SnsClient Sns(LocalCloudCredential? pair = null) => new(Options(pair));

    public AwsClients.Firehose.FirehoseClient Firehose(LocalCloudCredential? pair = null) => new(Options(pair));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static BasicAWSCredentials Credentials(LocalCloudCredential? pair) =>
        new((pair ?? Known).AccessKeyId, (pair ?? Known).SecretAccessKey);

    private AwsClientOptions Options(LocalCloudCredential? pair) =>
        new() { ServiceUrl = Url, Region = "us-east-1", Credentials = Credentials(pair), MaxErrorRetry = 0 };
}
