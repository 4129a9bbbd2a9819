using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Retaining;
using RetailBus.Orchestrator.Reconciling;
using RetailBus.Orchestrator.Retaining;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

/// <summary>The contract of orders keeps everything for 10 days.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private RetentionHost _retention = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _retention = await RetentionHost.StartAsync(
        new RetentionRule(null, 10, RetentionUnit.Day), new RetentionRule("history", 5, RetentionUnit.Day));

    public ValueTask DisposeAsync() => _retention.DisposeAsync();

    [Fact]
    public async Task What_landed_too_long_ago_goes_from_every_zone_and_the_record_says_how_much()
    {
        var old = await _retention.LandAsync("orders/a.csv", "four", completes: true);
        await _retention.LandAsync("kept/a.csv", "kept", completes: true);
        _retention.Later(days: 8);
        Assert.All((await _retention.SweepAsync()).Entries, entry => Assert.Equal(0, entry.Objects));
        _retention.Later(days: 3);

        var record = await _retention.SweepAsync();

        Assert.Equal(
            [("history", 0, 0L, 7L), ("warehouse", 0, 0, 7), ("quarantine", 1, 1, 0), ("processed", 3, 5, 0), ("raw", 1, 4, 0)],
            record.Entries.Select(entry => (entry.Zone, (int)entry.Objects, entry.Bytes, entry.Rows)));
        Assert.All(record.Entries, entry => Assert.Equal(("orders", true, 0L), (entry.Dataset, entry.IsDone, entry.Kept)));
        Assert.NotNull(record.EndedAt);
        Assert.Equal(["kept/a.csv"], await _retention.KeysAsync(Zones.Raw));
        Assert.DoesNotContain(await _retention.KeysAsync(Zones.Processed), key => key.Contains($"{old:D}", StringComparison.Ordinal));
        Assert.Equal(record.SweepId, (await _retention.Store.ListAsync(Cancelled))[0].SweepId);
        var ten = record.StartedAt.AddDays(-10);
        Assert.Equal(
            [(record.StartedAt.AddDays(-5), ten), (ten, null)],
            _retention.Services.Expirations.TakeLast(2).Select(asked => (asked.CutOff, asked.CurrentCutOff)));
        Assert.All((await _retention.SweepAsync()).Entries, entry => Assert.Equal(0, entry.Objects));
    }

    [Fact]
    public async Task What_was_removed_is_not_missed_by_the_watch()
    {
        var batch = await _retention.LandAsync("orders/a.csv", "four", completes: true);
        _retention.Services.Loads.Add((batch, 1, _retention.Runs.Time.GetUtcNow()));
        _retention.Later(days: 11);
        await _retention.SweepAsync();

        var report = await _retention.Runs.Services.GetRequiredService<Reconciler>().LookAsync(repair: true, "ana", "test", Cancelled);

        Assert.Empty(report.Findings);
        Assert.Empty(_retention.Services.Announced);
    }

    [Fact]
    public async Task What_a_run_may_still_need_stays_and_so_does_what_has_no_run()
    {
        await _retention.LandAsync("orders/open.csv", "open", completes: false);
        await _retention.Zones.PutAsync(Zones.Raw, "orders/unheard.csv", "unheard");
        await _retention.Zones.PutAsync(Zones.Processed, ZoneKeys.Manifest("orders", Guid.NewGuid(), 1), "{}");
        _retention.Later(days: 11);

        var record = await _retention.SweepAsync();

        Assert.Equal([0L, 0, 1, 4, 2], record.Entries.Select(entry => entry.Kept));
        Assert.All(record.Entries, entry => Assert.Equal(0, entry.Objects));
        Assert.Equal(["orders/open.csv", "orders/unheard.csv"], await _retention.KeysAsync(Zones.Raw));
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        await _retention.LandAsync("orders/a.csv", "four", completes: true);
        _retention.Later(days: 11);

        var record = await _retention.Sweep.LookAsync("orders", "ana", "-", Cancelled);

        Assert.Equal([0L, 0, 1, 3, 1], record.Entries.Select(entry => entry.Objects));
        Assert.Equal(["orders/a.csv"], await _retention.KeysAsync(Zones.Raw));
        Assert.All(_retention.Services.Expirations, asked => Assert.True(asked.DryRun));
        Assert.Empty(await _retention.Store.ListAsync(Cancelled));
    }

    [Fact]
    public async Task What_an_erasure_left_is_as_old_as_what_landed()
    {
        var batch = await _retention.LandAsync("orders/a.csv", "four", completes: true);
        var landed = (await _retention.Zones.S3.ListVersionsAsync(Zones.Raw, "orders/a.csv", Cancelled)).Versions[0];
        var original = RetentionHost.Landed("orders/a.csv", landed.VersionId);
        Assert.Equal(batch, BatchIds.For(original));
        var aside = ErasureFolders.Aside("orders") + $"{batch:D}-x";
        await _retention.Zones.PutAsync(Zones.Processed, aside, "form");
        var form = await _retention.Zones.S3.GetObjectMetadataAsync(Zones.Processed, aside, Cancelled);
        var place = new FormPlace
        {
            Original = original,
            Cleaned = original with { Bucket = Zones.Processed, Key = aside, VersionId = null, ETag = form.ETag.Trim('"') },
        };
        var pointer = $"{ErasureFolders.Forms}{batch:D}.json";
        await _retention.Zones.PutAsync(Zones.Processed, pointer, System.Text.Json.JsonSerializer.Serialize(place, System.Text.Json.JsonSerializerOptions.Web));
        await _retention.SweepAsync();
        Assert.Contains(aside, await _retention.KeysAsync(Zones.Processed));
        _retention.Later(days: 11);

        var record = await _retention.SweepAsync();

        Assert.Equal(3, record.Entries[^1].Objects);
        var left = await _retention.KeysAsync(Zones.Processed);
        Assert.DoesNotContain(aside, left);
        Assert.DoesNotContain(pointer, left);
    }

    [Fact]
    public async Task A_sweep_that_was_broken_off_goes_on_where_it_was_and_counts_nothing_twice()
    {
        await _retention.LandAsync("orders/a.csv", "four", completes: true);
        _retention.Later(days: 11);
        _retention.Services.IsAway = true;
        await Assert.ThrowsAsync<HttpRequestException>(() => _retention.SweepAsync());
        _retention.Services.IsAway = false;
        var turn = await _retention.Store.ReadTurnAsync(Cancelled);
        var now = _retention.Runs.Time.GetUtcNow();
        var lease = await SweepLease.TakeAsync(_retention.Store, _retention.Runs.Time, turn, Cancelled);
        var raw = (await _retention.Zones.S3.ListVersionsAsync(Zones.Raw, "orders/", Cancelled)).Versions.Single();
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
        await new SweepWork(_retention.Store, _retention.Runs.Time, broken, lease).SaveAsync(broken, Cancelled);
        await _retention.Zones.S3.DeleteObjectAsync(Zones.Raw, raw.Key, raw.VersionId, Cancelled);
        await Assert.ThrowsAsync<SweepUnderWayException>(() => _retention.SweepAsync());
        _retention.Later(days: 0, minutes: 11);

        await _retention.Sweep.SweepIfDueAsync(TimeSpan.FromDays(1), "watch", "contract", Cancelled);

        var ended = await _retention.Store.FindAsync(broken.SweepId, Cancelled);
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
                await _retention.Sweep.SweepIfDueAsync(day, "watch", "contract", Cancelled);
            }
            catch (SweepUnderWayException e)
            {
                Assert.True(e.Until >= _retention.Runs.Time.GetUtcNow());
            }
        }));
        await _retention.Sweep.SweepIfDueAsync(day, "watch", "contract", Cancelled);
        Assert.Single(await _retention.Store.ListAsync(Cancelled));

        _retention.Later(days: 1);
        await _retention.Sweep.SweepIfDueAsync(day, "watch", "contract", Cancelled);

        Assert.Equal(2, (await _retention.Store.ListAsync(Cancelled)).Count);
    }
}
