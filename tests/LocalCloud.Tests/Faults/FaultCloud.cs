using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Sns;
using RetailBus.LocalCloud.Faults;
using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Faults;

/// <summary>A local cloud that commits faults, and clients that do not try again unless told to.</summary>
internal sealed class FaultCloud : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly LocalCloudServer _server;

    private FaultCloud(DataFolder folder, LocalCloudServer server, int retries)
    {
        _folder = folder;
        _server = server;
        var credentials = new BasicAWSCredentials("test", "test");
        var url = server.Url.ToString();
        Sqs = new AmazonSQSClient(
            credentials,
            new AmazonSQSConfig { ServiceURL = url, AuthenticationRegion = "us-east-1", MaxErrorRetry = retries, ThrottleRetries = false });
        S3 = new AmazonS3Client(
            credentials,
            new AmazonS3Config { ServiceURL = url, AuthenticationRegion = "us-east-1", MaxErrorRetry = retries, ForcePathStyle = true });
        var options = new AwsClientOptions
        {
            ServiceUrl = server.Url,
            Region = "us-east-1",
            Credentials = credentials,
            MaxErrorRetry = retries,
        };
        Sns = new SnsClient(options);
        Firehose = new AwsClients.Firehose.FirehoseClient(options);
        Http = new HttpClient { BaseAddress = server.Url };
    }

    public AmazonSQSClient Sqs { get; }

    public AmazonS3Client S3 { get; }

    public SnsClient Sns { get; }

    public AwsClients.Firehose.FirehoseClient Firehose { get; }

    public HttpClient Http { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<FaultCloud> StartAsync(int retries = 0, FaultPlan? faults = null)
    {
        var folder = new DataFolder();
        var options = new LocalCloudOptions
        {
            DataDirectory = folder.Path,
            Port = 0,
            Faults = faults ?? FaultPlan.None,
            FirehoseCreationTime = TimeSpan.Zero,
        };
        try
        {
            return new FaultCloud(folder, await LocalCloudServer.StartAsync(options, null, Cancel), retries);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Puts rules in force over the admin API, in the form in which a person would write them.</summary>
    public async Task UseAsync(string rules)
    {
        using var content = new StringContent($$"""{"seed":7,"rules":[{{rules}}]}""");
        using var response = await Http.PutAsync("/_admin/faults", content, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    public async Task<string> QueueAsync(string name, int visibilitySeconds = 30) =>
        (await Sqs.CreateQueueAsync(
            new Amazon.SQS.Model.CreateQueueRequest(name)
            {
                Attributes = new() { ["VisibilityTimeout"] = $"{visibilitySeconds}" },
            },
            Cancel)).QueueUrl;

    public async Task<List<Amazon.SQS.Model.Message>> ReceiveAsync(string url, int wait = 0) =>
        (await Sqs.ReceiveMessageAsync(
            new Amazon.SQS.Model.ReceiveMessageRequest(url)
            {
                MaxNumberOfMessages = 10,
                WaitTimeSeconds = wait,
                MessageSystemAttributeNames = ["ApproximateReceiveCount"],
            },
            Cancel)).Messages ?? [];

    public async ValueTask DisposeAsync()
    {
        Sqs.Dispose();
        S3.Dispose();
        Sns.Dispose();
        Firehose.Dispose();
        Http.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
