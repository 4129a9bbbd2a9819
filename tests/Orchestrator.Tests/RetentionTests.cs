using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Retaining;
using RetailBus.Orchestrator.Reconciling;
using RetailBus.Orchestrator.Retaining;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

/// <summary>Real runs on SQLite, a real S3 of the local cloud; the contract of orders keeps everything for 10 days.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private const string Quarantine = "quarantine";
    private readonly RetentionRule[] _rules = [new RetentionRule(null, 10, RetentionUnit.Day), new RetentionRule("history", 5, RetentionUnit.Day)];
    private Zones _zones = null!;
    private OtherServices _services = null!;
    private RunHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private RetentionSweep Sweep => _host.Services.GetRequiredService<RetentionSweep>();

    private RetentionStore Store => _host.Services.GetRequiredService<RetentionStore>();

    public async ValueTask InitializeAsync()
    {
        _zones = await Zones.StartAsync();
        await _zones.S3.PutBucketAsync(Quarantine, Cancelled);
        _services = await OtherServices.StartAsync();
        _services.Datasets =
        [
            new { name = "orders", version = "1.0.0", deliveries = Array.Empty<object>(), retention = _rules },
            new { name = "kept", version = "1.0.0", deliveries = Array.Empty<object>(), retention = Array.Empty<object>() },
        ];
        _host = await RunHost.StartAsync(configure: builder =>
        {
            foreach (var service in new[] { "Warehouse", "Ingest", "Transform" })
                builder.Configuration[$"Services:{service}"] = _services.Url.ToString();
            builder.Configuration["Zones:Raw"] = Zones.Raw;
            builder.Configuration["Zones:Processed"] = Zones.Processed;
            builder.Configuration["Zones:Quarantine"] = Quarantine;
            builder.Services.AddSingleton<IAmazonS3>(_zones.S3);
            builder.Services.AddOptions<Platform.Storage.ZoneOptions>().BindConfiguration("Zones");
            builder.Services.AddReconciling();
            builder.Services.AddRetention();
        });
        _host.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _services.DisposeAsync();
        await _zones.DisposeAsync();
    }

    [Fact]
    public async Task What_landed_too_long_ago_goes_from_every_zone_and_the_record_says_how_much()
    {
        var old = await LandAsync("orders/a.csv", "four", completes: true);
        await LandAsync("kept/a.csv", "kept", completes: true);
        Later(days: 8);
        Assert.All((await SweepAsync()).Entries, entry => Assert.Equal(0, entry.Objects));
        Later(days: 3);

        var record = await SweepAsync();

        Assert.Equal(
            [("history", 0, 0L, 7L), ("warehouse", 0, 0, 7), ("quarantine", 1, 1, 0), ("processed", 3, 5, 0), ("raw", 1, 4, 0)],
            record.Entries.Select(entry => (entry.Zone, (int)entry.Objects, entry.Bytes, entry.Rows)));
        Assert.All(record.Entries, entry => Assert.Equal(("orders", true, 0L), (entry.Dataset, entry.IsDone, entry.Kept)));
        Assert.NotNull(record.EndedAt);
        Assert.Equal(["kept/a.csv"], await KeysAsync(Zones.Raw));
        Assert.DoesNotContain(await KeysAsync(Zones.Processed), key => key.Contains($"{old:D}", StringComparison.Ordinal));
        Assert.Equal(record.SweepId, (await Store.ListAsync(Cancelled))[0].SweepId);
        Assert.Equal([record.StartedAt.AddDays(-5), record.StartedAt.AddDays(-10)], _services.Expirations.TakeLast(2).Select(asked => asked.CutOff));
        Assert.All((await SweepAsync()).Entries, entry => Assert.Equal(0, entry.Objects));
    }

    [Fact]
    public async Task What_was_removed_is_not_missed_by_the_watch()
    {
        var batch = await LandAsync("orders/a.csv", "four", completes: true);
        _services.Loads.Add((batch, 1, _host.Time.GetUtcNow()));
        Later(days: 11);
        await SweepAsync();

        var report = await _host.Services.GetRequiredService<Reconciler>().LookAsync(repair: true, "ana", "test", Cancelled);

        Assert.Empty(report.Findings);
        Assert.Empty(_services.Announced);
    }

    [Fact]
    public async Task What_a_run_may_still_need_stays_and_so_does_what_has_no_run()
    {
        await LandAsync("orders/open.csv", "open", completes: false);
        await _zones.PutAsync(Zones.Raw, "orders/unheard.csv", "unheard");
        await _zones.PutAsync(Zones.Processed, ZoneKeys.Manifest("orders", Guid.NewGuid(), 1), "{}");
        Later(days: 11);

        var record = await SweepAsync();

        Assert.Equal([0L, 0, 1, 4, 2], record.Entries.Select(entry => entry.Kept));
        Assert.All(record.Entries, entry => Assert.Equal(0, entry.Objects));
        Assert.Equal(["orders/open.csv", "orders/unheard.csv"], await KeysAsync(Zones.Raw));
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        await LandAsync("orders/a.csv", "four", completes: true);
        Later(days: 11);

        var record = await Sweep.LookAsync("orders", "ana", "-", Cancelled);

        Assert.Equal([0L, 0, 1, 3, 1], record.Entries.Select(entry => entry.Objects));
        Assert.Equal(["orders/a.csv"], await KeysAsync(Zones.Raw));
        Assert.All(_services.Expirations, asked => Assert.True(asked.DryRun));
        Assert.Empty(await Store.ListAsync(Cancelled));
    }

    [Fact]
    public async Task What_an_erasure_left_is_as_old_as_what_landed()
    {
        var batch = await LandAsync("orders/a.csv", "four", completes: true);
        var landed = (await _zones.S3.ListVersionsAsync(Zones.Raw, "orders/a.csv", Cancelled)).Versions[0];
        var original = Landed("orders/a.csv", landed.VersionId);
        Assert.Equal(batch, BatchIds.For(original));
        var aside = ErasureFolders.Aside("orders") + $"{batch:D}-x";
        await _zones.PutAsync(Zones.Processed, aside, "form");
        var form = await _zones.S3.GetObjectMetadataAsync(Zones.Processed, aside, Cancelled);
        var place = new FormPlace
        {
            Original = original,
            Cleaned = original with { Bucket = Zones.Processed, Key = aside, VersionId = null, ETag = form.ETag.Trim('"') },
        };
        var pointer = $"{ErasureFolders.Forms}{batch:D}.json";
        await _zones.PutAsync(Zones.Processed, pointer, System.Text.Json.JsonSerializer.Serialize(place, System.Text.Json.JsonSerializerOptions.Web));
        await SweepAsync();
        Assert.Contains(aside, await KeysAsync(Zones.Processed));
        Later(days: 11);

        var record = await SweepAsync();

        Assert.Equal(3, record.Entries[^1].Objects);
        var left = await KeysAsync(Zones.Processed);
        Assert.DoesNotContain(aside, left);
        Assert.DoesNotContain(pointer, left);
    }

    [Fact]
    public async Task A_sweep_that_was_broken_off_goes_on_where_it_was_and_counts_nothing_twice()
    {
        await LandAsync("orders/a.csv", "four", completes: true);
        Later(days: 11);
        _services.IsAway = true;
        await Assert.ThrowsAsync<HttpRequestException>(() => SweepAsync());
        _services.IsAway = false;
        var turn = await Store.ReadTurnAsync(Cancelled);
        var now = _host.Time.GetUtcNow();
        var lease = await SweepLease.TakeAsync(Store, _host.Time, turn, Cancelled);
        var raw = (await _zones.S3.ListVersionsAsync(Zones.Raw, "orders/", Cancelled)).Versions.Single();
        var pending = new ExpiringObject { Bucket = Zones.Raw, Key = raw.Key, VersionId = raw.VersionId, Bytes = 4 };
        var broken = new RetentionRecord
        {
            SweepId = Guid.CreateVersion7(now),
            Actor = "ana",
            Reason = "test",
            StartedAt = now,
            UpdatedAt = now,
            Entries = [new RetentionEntry { Dataset = "orders", Zone = "raw", CutOff = now.AddDays(-10), Objects = 5, Bytes = 50, Pending = [pending] }],
        };
        await new SweepWork(Store, _host.Time, broken, lease).SaveAsync(broken, Cancelled);
        await _zones.S3.DeleteObjectAsync(Zones.Raw, raw.Key, raw.VersionId, Cancelled);
        await Assert.ThrowsAsync<SweepUnderWayException>(() => SweepAsync());
        Later(days: 0, minutes: 11);

        await Sweep.SweepIfDueAsync(TimeSpan.FromDays(1), "watch", "contract", Cancelled);

        var ended = await Store.FindAsync(broken.SweepId, Cancelled);
        Assert.Equal((6L, 54L, true), (ended!.Entries[0].Objects, ended.Entries[0].Bytes, ended.EndedAt is not null));
        await Assert.ThrowsAsync<SweepUnderWayException>(() => lease.KeepAsync(null, Cancelled));
    }

    [Fact]
    public async Task Of_several_nodes_one_sweeps_in_an_interval()
    {
        var day = TimeSpan.FromDays(1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await Sweep.SweepIfDueAsync(day, "watch", "contract", Cancelled);
            }
            catch (SweepUnderWayException e)
            {
                Assert.True(e.Until >= _host.Time.GetUtcNow());
            }
        }));
        await Sweep.SweepIfDueAsync(day, "watch", "contract", Cancelled);
        Assert.Single(await Store.ListAsync(Cancelled));

        Later(days: 1);
        await Sweep.SweepIfDueAsync(day, "watch", "contract", Cancelled);

        Assert.Equal(2, (await Store.ListAsync(Cancelled)).Count);
    }

    private Task<RetentionRecord> SweepAsync() => Sweep.SweepAsync(dataset: null, "ana", "test", Cancelled);

    private void Later(int days, int minutes = 0) => _host.Time.Advance(TimeSpan.FromDays(days) + TimeSpan.FromMinutes(minutes));

    /// <summary>A file with its outputs: a manifest and two files processed, one quarantined; its run Completed, or Failed.</summary>
    private async Task<Guid> LandAsync(string key, string content, bool completes)
    {
        var landed = Landed(key, await _zones.PutAsync(Zones.Raw, key, content));
        var dataset = ZoneKeys.DatasetOf(key);
        var batch = new Batch(key, dataset: dataset) { Id = BatchIds.For(landed) };
        await _host.DeliverAsync(new OrderBatchLanded { BatchId = batch.Id, Dataset = dataset, Object = landed, Announcement = "notification" });
        if (completes)
            await _host.DeliverAllAsync(batch.Transformed(), batch.Loaded());
        else
            await _host.DeliverAsync(batch.TransformFailed());
        var folder = ZoneKeys.BatchFolder(dataset, batch.Id);
        await _zones.PutAsync(Zones.Processed, ZoneKeys.Manifest(dataset, batch.Id, 1), "{}!");
        await _zones.PutAsync(Zones.Processed, folder + "part-1.parquet", "1");
        await _zones.PutAsync(Zones.Processed, folder + "part-2.parquet", "2");
        await _zones.PutAsync(Quarantine, folder + "quarantine-1.parquet", "1");
        return batch.Id;
    }

    private static LandedObject Landed(string key, string? version) => new()
    {
        Bucket = Zones.Raw,
        Key = key,
        VersionId = version,
        ETag = "e",
        Size = 4,
        LandedAt = TimeProvider.System.GetUtcNow(),
    };

    private async Task<List<string>> KeysAsync(string bucket) =>
        [.. ((await _zones.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancelled)).S3Objects ?? []).Select(found => found.Key)];
}
