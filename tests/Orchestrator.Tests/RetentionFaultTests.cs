using RetailBus.Contracts.Names;
using RetailBus.Contracts.Retaining;
using RetailBus.Orchestrator.Retaining;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

/// <summary>What can't be removed, what may not be removed yet, and listings that take long.</summary>
public sealed class RetentionFaultTests
{
    private static readonly RetentionRule Everything = new(null, 10, RetentionUnit.Day);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_object_that_can_not_be_removed_holds_up_nothing_else()
    {
        await using var retention = await RetentionHost.StartAsync(Everything);
        var locked = await retention.LandAsync("orders/a.csv", "four", completes: true);
        await retention.LandAsync("orders/b.csv", "four", completes: true);
        var file = ZoneKeys.BatchFolder("orders", locked) + "part-1.parquet";
        retention.Zones.S3.Locked.Add(file);
        retention.Later(days: 11);

        var fault = await Assert.ThrowsAsync<UnfinishedSweepException>(retention.SweepAsync);

        Assert.Contains(
            $"orders, processed: 1 objects could not be removed, for one {file} (AccessDenied).", fault.Message, StringComparison.Ordinal);
        Assert.Empty(await retention.KeysAsync(Zones.Raw));
        var left = (await retention.KeysAsync(Zones.Processed)).Where(key => key.StartsWith("orders/", StringComparison.Ordinal));
        Assert.Equal([file], left);
        var record = Assert.Single(await retention.Store.ListAsync(Cancelled));
        Assert.Equal(
            [("history", 0, true), ("warehouse", 0, true), ("quarantine", 2, true), ("processed", 5, false), ("raw", 2, true)],
            record.Entries.Select(entry => (entry.Zone, (int)entry.Objects, entry.IsDone)));

        retention.Zones.S3.Locked.Clear();
        await retention.Sweep.SweepIfDueAsync(TimeSpan.FromDays(30), "watch", "contract", Cancelled);

        var ended = await retention.Store.FindAsync(record.SweepId, Cancelled);
        Assert.Equal((6L, null, true), (ended!.Entries[3].Objects, ended.Problem, ended.EndedAt is not null));
    }

    [Fact]
    public async Task A_sweep_that_is_broken_again_does_not_stop_the_one_that_is_wanted()
    {
        await using var retention = await RetentionHost.StartAsync(Everything);
        await retention.LandAsync("orders/a.csv", "four", completes: true);
        retention.Later(days: 11);
        retention.Services.IsFull = true;
        await Assert.ThrowsAsync<UnfinishedSweepException>(retention.SweepAsync);
        Assert.Empty(await retention.KeysAsync(Zones.Raw));
        var broken = Assert.Single(await retention.Store.ListAsync(Cancelled));
        Assert.Equal([false, false, true, true, true], broken.Entries.Select(entry => entry.IsDone));

        var wanted = await retention.Sweep.SweepAsync("kept", "ana", "test", Cancelled);

        Assert.Empty(wanted.Entries);
        var left = await retention.Store.FindAsync(broken.SweepId, Cancelled);
        Assert.Equal(("2 of 5 zones are not done.", true), (left!.Problem, left.EndedAt is not null));
        retention.Services.IsFull = false;
        Assert.All((await retention.SweepAsync()).Entries, entry => Assert.True(entry.IsDone));
    }

    [Fact]
    public async Task A_sweep_stands_in_its_record_before_anything_is_removed()
    {
        await using var retention = await RetentionHost.StartAsync(Everything);
        var known = new List<(Guid? Turn, Guid Record)>();
        retention.Services.BeforeExpiring = async () =>
        {
            var (turn, _) = await retention.Store.ReadTurnAsync(Cancelled);
            known.Add((turn!.Unfinished, (await retention.Store.ListAsync(Cancelled)).Single().SweepId));
        };

        var record = await retention.SweepAsync();

        Assert.Equal([(record.SweepId, record.SweepId), (record.SweepId, record.SweepId)], known);
    }

    [Fact]
    public async Task A_long_listing_that_removes_nothing_keeps_its_turn()
    {
        await using var retention = await RetentionHost.StartAsync(Everything);
        for (var file = 0; file < 6; file++)
            await retention.Zones.PutAsync(Zones.Raw, $"orders/unheard-{file}.csv", "unheard");
        retention.Later(days: 11);
        var turns = new List<bool>();
        retention.Zones.S3.BeforeHead = async () =>
        {
            var (turn, _) = await retention.Store.ReadTurnAsync(Cancelled);
            turns.Add(turn!.Until > retention.Runs.Time.GetUtcNow());
            retention.Later(days: 0, minutes: 4);
        };

        await retention.SweepAsync();

        Assert.Equal(Enumerable.Repeat(true, 6), turns);
    }

    [Fact]
    public async Task Resubmissions_stay_as_long_as_there_can_be_further_ones()
    {
        await using var retention = await RetentionHost.StartAsync(Everything, new RetentionRule("raw", 3, RetentionUnit.Day));
        var root = await retention.LandAsync("orders/a.csv", "four", completes: true);
        var first = ZoneKeys.Resubmission("orders", root, 1);
        await retention.LandAsync(first, "four", completes: true);
        retention.Later(days: 5);

        var raw = (await retention.SweepAsync()).Entries[^1];

        Assert.Equal((1L, 1L), (raw.Objects, raw.Kept));
        Assert.Equal([first], await retention.KeysAsync(Zones.Raw));
        retention.Later(days: 6);
        raw = (await retention.SweepAsync()).Entries[^1];
        Assert.Equal((1L, 0L), (raw.Objects, raw.Kept));
        Assert.Empty(await retention.KeysAsync(Zones.Raw));
    }

    [Fact]
    public async Task A_resubmission_of_a_resubmission_keeps_the_numbers_after_the_root_has_gone()
    {
        await using var retention = await RetentionHost.StartAsync(Everything);
        var root = Guid.NewGuid();
        var first = ZoneKeys.Resubmission("orders", root, 1);
        var second = ZoneKeys.Resubmission("orders", root, 2);
        await retention.LandAsync(first, "four", completes: true);
        var open = await retention.LandAsync(second, "four", completes: false);
        retention.Later(days: 11);

        var record = await retention.SweepAsync();

        Assert.Contains(ZoneKeys.Manifest("orders", open, 1), await retention.KeysAsync(Zones.Processed));
        Assert.Equal((0L, 2L), (record.Entries[^1].Objects, record.Entries[^1].Kept));
        Assert.Equal([first, second], await retention.KeysAsync(Zones.Raw));
    }
}
