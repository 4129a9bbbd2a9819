using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>The warehouse's and the land service's pages that the orchestrator asks, as their own tests show them; over HTTP.</summary>
internal sealed class OtherServices : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtherServices(WebApplication app) => _app = app;

    public List<(Guid BatchId, int Attempt, DateTimeOffset CommittedAt)> Loads { get; } = [];

    public Dictionary<string, List<Guid>> BatchesOfStores { get; } = [];

    /// <summary>What <c>GET /api/datasets</c> answers.</summary>
    public object[] Datasets { get; set; } = [];

    public List<(string Store, DateTimeOffset LandedAt, long Rows)> Landings { get; } = [];

    public bool Balanced { get; set; } = true;

    public bool IsAway { get; set; }

    /// <summary>Whether the warehouse can't expire rows.</summary>
    public bool IsFull { get; set; }

    /// <summary>What happens before the warehouse expires rows.</summary>
    public Func<Task> BeforeExpiring { get; set; } = () => Task.CompletedTask;

    public ConcurrentQueue<Published> Announced { get; } = new();

    public ConcurrentQueue<Expiration> Expirations { get; } = new();

    public Uri Url => new(_app.Urls.Single());

    public static async Task<OtherServices> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var services = new OtherServices(app);
        app.Use((context, next) =>
        {
            if (!services.IsAway)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        app.MapGet("/api/warehouse/loads", services.LoadsAfter);
        app.MapGet("/api/warehouse/balance", () => new[]
        {
            new { currentRows = 5, historyRows = 2, acceptedRows = services.Balanced ? 7 : 8, balanced = services.Balanced },
        });
        app.MapGet("/api/warehouse/batches", (string store) => services.BatchesOfStores.GetValueOrDefault(store, []).Select(id => new { batchId = id }));
        app.MapGet("/api/datasets", () => services.Datasets);
        app.MapGet("/api/warehouse/deliveries", services.Delivered);
        app.MapPost("/api/publish", (Published published) =>
        {
            services.Announced.Enqueue(published);
            return Results.Accepted();
        });
        app.MapPost("/api/warehouse/expirations", async (Expiration expiration) =>
        {
            await services.BeforeExpiring();
            services.Expirations.Enqueue(expiration);
            return services.IsFull ? Results.StatusCode(StatusCodes.Status507InsufficientStorage) : Results.Ok(new { rows = 7 });
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return services;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<object> LoadsAfter(string? after) => Loads
        .OrderBy(load => $"{load.BatchId:D},{load.Attempt:D9}", StringComparer.Ordinal)
        .Where(load => after is null || string.CompareOrdinal($"{load.BatchId:D},{load.Attempt}", after) > 0)
        .Select(load => new
        {
            batchId = load.BatchId,
            dataset = "orders",
            attempt = load.Attempt,
            bucket = "raw",
            key = "k",
            state = "Loaded",
            accepted = 8,
            committedAt = load.CommittedAt,
        });

    private IEnumerable<object> Delivered(string dataset, DateTimeOffset from, DateTimeOffset to) => Landings
        .Where(landing => dataset == "orders" && landing.LandedAt >= from && landing.LandedAt < to)
        .GroupBy(landing => landing.Store)
        .Select(store => new
        {
            storeId = store.Key,
            firstLandedAt = store.Min(landing => landing.LandedAt).UtcDateTime,
            rows = store.Sum(landing => landing.Rows),
        });

    internal sealed record Published(string Bucket, string Key, string? VersionId);
}
