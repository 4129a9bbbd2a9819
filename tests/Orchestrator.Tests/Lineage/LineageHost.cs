using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.Orchestrator.Lineage;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests.Lineage;

/// <summary>The saga, its lineage consumer, a receiver and the transform's service.</summary>
internal sealed class LineageHost : IAsyncDisposable
{
    public const string ApiKey = "a-key-of-the-test";

    private LineageHost(RunHost runs, Webhook receiver, OtherServices others, RecordedLog log) =>
        (Runs, Receiver, Others, Log) = (runs, receiver, others, log);

    public RunHost Runs { get; }

    public Webhook Receiver { get; }

    public OtherServices Others { get; }

    public RecordedLog Log { get; }

    public IReadOnlyList<JsonElement> Events => [.. Receiver.Requests.Select(request => JsonSerializer.Deserialize<JsonElement>(request.Body))];

    public static async Task<LineageHost> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, params int[] answers)
    {
        var receiver = await Webhook.StartAsync(answers is [] ? [201] : answers);
        var others = await OtherServices.StartAsync();
        others.Datasets = [Orders];
        var log = new RecordedLog();
        var runs = await RunHost.StartAsync(
            configure: builder =>
            {
                builder.Configuration["OPENLINEAGE_URL"] = new Uri(receiver.Url, "/").ToString();
                builder.Configuration["OPENLINEAGE_ENDPOINT"] = receiver.Url.AbsolutePath;
                builder.Configuration["OPENLINEAGE_API_KEY"] = ApiKey;
                builder.Configuration["Services:Transform"] = others.Url.ToString();
                builder.Configuration["Warehouse:Path"] = "/var/lib/retailbus/warehouse.duckdb";
                builder.Configuration["Lineage:Attempts"] = "3";
                builder.Configuration["Lineage:FirstDelay"] = "00:00:00.010";
                builder.Configuration["Lineage:LongestDelay"] = "00:00:00.050";
                foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
                    builder.Configuration[name] = value;
                builder.Services.AddSingleton<ILogger<LineageConsumer>>(new Logger<LineageConsumer>(log));
                builder.Services.AddSingleton<ILogger<DatasetSchemas>>(new Logger<DatasetSchemas>(log));
                builder.Services.AddLineage();
            },
            register: bus => bus.AddLineage());
        return new LineageHost(runs, receiver, others, log);
    }

    /// <summary>Delivers a message to the saga, and waits until there are as many events as that.</summary>
    public async Task<IReadOnlyList<JsonElement>> DeliverAsync(object message, int events)
    {
        await Runs.DeliverAsync(message);
        return await EventsAsync(events);
    }

    /// <summary>Waits for events. Those of one message to the saga may come in any order.</summary>
    public async Task<IReadOnlyList<JsonElement>> EventsAsync(int count)
    {
        while (Receiver.Requests.Count < count)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        return Events;
    }

    public async ValueTask DisposeAsync()
    {
        await Runs.DisposeAsync();
        await Receiver.DisposeAsync();
        await Others.DisposeAsync();
        Log.Dispose();
    }

    /// <summary>As the transform's service tells it.</summary>
    private static object Orders => new
    {
        name = "orders",
        version = "1.0.0",
        description = "Order lines of the tills.",
        deliveries = Array.Empty<object>(),
        columns = new object[]
        {
            new { name = "store", type = "text", canonical = "store_id" },
            new { name = "total_amount", type = "number", canonical = "amount", description = "With tax." },
            new { name = "customer", type = "text", canonical = "customer_id", personalData = "hash" },
            new { name = "note", type = "text", canonical = (string?)null },
        },
    };
}
