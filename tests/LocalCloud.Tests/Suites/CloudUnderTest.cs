using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using RetailBus.LocalCloud.Tests.Sns;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>A server that the suites are run against, with clients for it.</summary>
public abstract class CloudUnderTest : IAsyncLifetime
{
    /// <summary>Suites whose tests this server is known to fail, by test name, with the reason. docs/FIDELITY.md tells them too.</summary>
    public virtual IReadOnlyDictionary<string, string> Differences { get; } = new Dictionary<string, string>();

    public AmazonS3Client S3 { get; private set; } = null!;

    public AmazonSQSClient Sqs { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    internal SnsForms Sns { get; private set; } = null!;

    public static string NewName(string prefix) => $"{prefix}-{Guid.NewGuid().ToString("N")[..12]}";

    public async ValueTask InitializeAsync()
    {
        if (await StartAsync() is not { } url)
            return;
        var credentials = new BasicAWSCredentials("test", "test");
        var factory = InProcess is null ? null : new HandlerFactory(InProcess);
        S3 = new AmazonS3Client(credentials, new AmazonS3Config
        {
            ServiceURL = url.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            HttpClientFactory = factory,
        });
        Sqs = new AmazonSQSClient(credentials, new AmazonSQSConfig
        {
            ServiceURL = url.ToString(),
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            HttpClientFactory = factory,
        });
        Http = NewHttp(url);
        Sns = new SnsForms(NewHttp(url));
    }

    public virtual ValueTask DisposeAsync()
    {
        S3?.Dispose();
        Sqs?.Dispose();
        Http?.Dispose();
        Sns?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the calling test where the server is not installed, or is known to differ.</summary>
    public virtual void Require(string test)
    {
        if (Differences.TryGetValue(test, out var reason))
            Assert.Skip($"It differs: {reason}");
    }

    /// <returns>Null where the server is not installed.</returns>
    protected abstract Task<Uri?> StartAsync();

    /// <summary>What serves without a socket; null for a server that is reached over HTTP.</summary>
    protected virtual HttpMessageHandler? InProcess => null;

    private HttpClient NewHttp(Uri url) =>
        InProcess is null ? new HttpClient { BaseAddress = url } : new HttpClient(InProcess, disposeHandler: false) { BaseAddress = url };
}
