using System.Net.Http.Json;
using Amazon.SQS;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
    private WebApplication _app = null!;

    /// <summary>How long a look at the messages counts.</summary>
    public TimeSpan PeekPeriod { get; init; } = TimeSpan.Zero;

    public IReadOnlyList<KeyValuePair<string, string?>> Settings { get; init; } = [];

    public HttpClient Http { get; private set; } = null!;

    public Tills Tills { get; } = new();

    public IAmazonSQS Sqs => Services.GetRequiredService<IAmazonSQS>();

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = _data.FullName, Port = 0 });
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            .. _runs.Settings,
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
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async Task SendAsync(string queue, object message)
    {
        var endpoint = await Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"queue:{queue}"));
        await endpoint.Send(message, message.GetType(), Cancelled);
    }

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
            new Uri(_cloud.Url, "/_admin/faults"), new StringContent(System.Text.Json.JsonSerializer.Serialize(new { seed = 1, rules })),
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
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _cloud.DisposeAsync();
        await _runs.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
