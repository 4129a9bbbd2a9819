using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Retaining;
using RetailBus.Orchestrator.Reconciling;
using RetailBus.Orchestrator.Retaining;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>Real runs on SQLite, a real S3 of the local cloud; what the contract of orders keeps is the test's.</summary>
internal sealed class RetentionHost : IAsyncDisposable
{
    public const string Quarantine = "quarantine";

    private RetentionHost(Zones zones, OtherServices services, RunHost host) => (Zones, Services, Runs) = (zones, services, host);

    public Zones Zones { get; }

    public OtherServices Services { get; }

    public RunHost Runs { get; }

    public RetentionSweep Sweep => Runs.Services.GetRequiredService<RetentionSweep>();

    public RetentionStore Store => Runs.Services.GetRequiredService<RetentionStore>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<RetentionHost> StartAsync(params RetentionRule[] rules)
    {
        var zones = await Zones.StartAsync();
        await zones.S3.PutBucketAsync(Quarantine, Cancelled);
        var services = await OtherServices.StartAsync();
        services.Datasets =
        [
            new { name = "orders", version = "1.0.0", deliveries = Array.Empty<object>(), retention = rules },
            new { name = "kept", version = "1.0.0", deliveries = Array.Empty<object>(), retention = Array.Empty<object>() },
        ];
        var host = await RunHost.StartAsync(configure: builder =>
        {
            foreach (var service in new[] { "Warehouse", "Ingest", "Transform" })
                builder.Configuration[$"Services:{service}"] = services.Url.ToString();
            builder.Configuration["Zones:Raw"] = Zones.Raw;
            builder.Configuration["Zones:Processed"] = Zones.Processed;
            builder.Configuration["Zones:Quarantine"] = Quarantine;
            builder.Services.AddSingleton<IAmazonS3>(zones.S3);
            builder.Services.AddOptions<Platform.Storage.ZoneOptions>().BindConfiguration("Zones");
            builder.Services.AddReconciling();
            builder.Services.AddRetention();
        });
        host.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        return new RetentionHost(zones, services, host);
    }

    public async ValueTask DisposeAsync()
    {
        await Runs.DisposeAsync();
        await Services.DisposeAsync();
        await Zones.DisposeAsync();
    }

    public void Later(int days, int minutes = 0) => Runs.Time.Advance(TimeSpan.FromDays(days) + TimeSpan.FromMinutes(minutes));

    public Task<RetentionRecord> SweepAsync() => Sweep.SweepAsync(dataset: null, "ana", "test", Cancelled);

    /// <summary>A file with its outputs: a manifest and two files processed, one quarantined; its run Completed, or Failed.</summary>
    public async Task<Guid> LandAsync(string key, string content, bool completes)
    {
        var landed = Landed(key, await Zones.PutAsync(Zones.Raw, key, content));
        var dataset = ZoneKeys.DatasetOf(key);
        var batch = new Batch(key, dataset: dataset) { Id = BatchIds.For(landed) };
        await Runs.DeliverAsync(
            new OrderBatchLanded { BatchId = batch.Id, Dataset = dataset, Object = landed, Announcement = "notification" });
        if (completes)
            await Runs.DeliverAllAsync(batch.Transformed(), batch.Loaded());
        else
            await Runs.DeliverAsync(batch.TransformFailed());
        var folder = ZoneKeys.BatchFolder(dataset, batch.Id);
        await Zones.PutAsync(Zones.Processed, ZoneKeys.Manifest(dataset, batch.Id, 1), "{}!");
        await Zones.PutAsync(Zones.Processed, folder + "part-1.parquet", "1");
        await Zones.PutAsync(Zones.Processed, folder + "part-2.parquet", "2");
        await Zones.PutAsync(Quarantine, folder + "quarantine-1.parquet", "1");
        return batch.Id;
    }

    public static LandedObject Landed(string key, string? version) => new()
    {
        Bucket = Zones.Raw,
        Key = key,
        VersionId = version,
        ETag = "e",
        Size = 4,
        LandedAt = TimeProvider.System.GetUtcNow(),
    };

    public async Task<List<string>> KeysAsync(string bucket) =>
    [
        .. ((await Zones.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancelled)).S3Objects ?? [])
            .Select(found => found.Key),
    ];
}
