using System.Net.Http.Json;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Sns;
using RetailBus.LocalCloud;
using RetailBus.Orchestrator.Queues;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;

namespace RetailBus.Orchestrator.Tests.Queues;

/// <summary>The orchestrator as it runs, with one more consumer, on the local cloud.</summary>
public sealed class QueueHost : IAsyncLifetime
{
    public const string Queue = "till-reports";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-queues-");
    private readonly SqliteRunDatabase _runs = new();
    private LocalCloudServer _cloud = null!;
    private QueueHost? _first;
    private WebApplication _app = null!;

    /// <summary>How long a look at the messages counts.</summary>
    public TimeSpan PeekPeriod { get; init; } = TimeSpan.Zero;

    public IReadOnlyList<KeyValuePair<string, string?>> Settings { get; init; } = [];

    public HttpClient Http { get; private set; } = null!;

    public Tills Tills { get; } = new();

    public IAmazonSQS Sqs => Services.GetRequiredService<IAmazonSQS>();

    public IServiceProvider Services => _app.Services;

    internal SnsClient Sns { get; private set; } = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cloud = _first?._cloud ?? await LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = _data.FullName, Port = 0 });
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            .. (_first?._runs ?? _runs).Settings,
            new("Aws:ServiceUrl", _cloud.Url.ToString()),
            new("Aws:AccessKeyId", "test"),
            new("Aws:SecretAccessKey", "test"),
            new("Bus:PollStopSeconds", "0"),
            new("Orchestrator:Queues:Also:0", Queue),
            new("Orchestrator:Queues:PeekPeriod", PeekPeriod.ToString()),
            .. Settings,
        ]);
        builder.AddOrchestrator();
        builder.Services.AddSingleton(Tills);
        builder.AddToBus(bus => bus.AddConsumer<TillConsumer, TillConsumerDefinition>());
        builder.AddBus();
        _app = builder.Build();
        _app.UsePlatform();
        _app.MapOrchestrator();
        await _app.StartAsync();
        Sns = new SnsClient(new AwsClientOptions
        {
            ServiceUrl = _cloud.Url,
            Region = "us-east-1",
            Credentials = new BasicAWSCredentials("test", "test"),
        });
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async Task SendAsync(string queue, object message)
    {
        var endpoint = await Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"queue:{queue}"));
        await endpoint.Send(message, message.GetType(), Cancelled);
    }

    /// <summary>Someone's own queue, subscribed to a topic that is there already.</summary>
    /// <returns>The queue's address.</returns>
    public async Task<string> SubscribeAsync(string topic, string queue, bool raw = true)
    {
        var url = (await Sqs.CreateQueueAsync(queue, Cancelled)).QueueUrl;
        var arn = (await Sqs.GetQueueAttributesAsync(url, ["QueueArn"], Cancelled)).Attributes["QueueArn"];
        var topicArn = $"{arn[..arn.LastIndexOf(':')].Replace(":sqs:", ":sns:", StringComparison.Ordinal)}:{topic}";
        var policy = JsonSerializer.Serialize(new
        {
            Version = "2012-10-17",
            Statement = new object[]
            {
                new
                {
                    Effect = "Allow",
                    Principal = new { Service = "sns.amazonaws.com" },
                    Action = "sqs:SendMessage",
                    Resource = arn,
                    Condition = new { ArnLike = new Dictionary<string, string> { ["aws:SourceArn"] = topicArn } },
                },
            },
        });
        await Sqs.SetQueueAttributesAsync(url, new Dictionary<string, string> { ["Policy"] = policy }, Cancelled);
        await Sns.SubscribeAsync(
            topicArn, "sqs", arn, new Dictionary<string, string> { ["RawMessageDelivery"] = raw ? "true" : "false" }, Cancelled);
        return url;
    }

    /// <summary>Another orchestrator on the same cloud and store of runs.</summary>
    internal QueueHost Beside(IReadOnlyList<KeyValuePair<string, string?>> settings) => new() { Settings = settings, _first = this };

    public async Task<QueueStatus> QueueAsync(string name)
    {
        var queues = await Http.GetFromJsonAsync<List<QueueStatus>>("/api/queues", Cancelled);
        return queues!.Single(queue => queue.Name == name);
    }

    public Task<HttpResponseMessage> RedriveAsync(string name, object body) =>
        Http.PostAsJsonAsync($"/api/queues/{name}/redrive", body, Cancelled);

    public async Task FaultsAsync(params object[] rules)
    {
        using var http = new HttpClient();
        var response = await http.PutAsync(
            new Uri(_cloud.Url, "/_admin/faults"), new StringContent(JsonSerializer.Serialize(new { seed = 1, rules })),
            Cancelled);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Asks until the answer is as wanted; the test's own timeout ends it.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted)
    {
        while (true)
        {
            var answer = await ask();
            if (wanted(answer))
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        Sns?.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_first is null)
            await _cloud.DisposeAsync();
        await _runs.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
