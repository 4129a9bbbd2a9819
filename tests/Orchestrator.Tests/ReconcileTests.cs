using System.Text.Json;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Reconciling;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

/// <summary>Real runs on SQLite, a real S3 of the local cloud; the warehouse's pages over HTTP. The grace is 15 minutes.</summary>
public sealed class ReconcileTests : IAsyncLifetime
{
    private readonly Batch _batch = new("orders/a.csv", "a");
    private Zones _zones = null!;
    private OtherServices _services = null!;
    private RunHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _zones = await Zones.StartAsync();
        _services = await OtherServices.StartAsync();
        _host = await RunHost.StartAsync(configure: builder =>
        {
            builder.Configuration["Services:Warehouse"] = builder.Configuration["Services:Ingest"] = _services.Url.ToString();
            builder.Configuration["Zones:Raw"] = Zones.Raw;
            builder.Configuration["Zones:Processed"] = Zones.Processed;
            builder.Services.AddSingleton<IAmazonS3>(_zones.S3);
            builder.Services.AddOptions<Platform.Storage.ZoneOptions>().BindConfiguration("Zones");
            builder.Services.AddReconciling();
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
    public async Task Object_versions_that_were_never_announced_are_announced_again_once_they_are_no_longer_fresh()
    {
        var first = await _zones.PutAsync(Zones.Raw, "orders/a b+ü.csv", "one");
        var second = await _zones.PutAsync(Zones.Raw, "orders/a b+ü.csv", "two");
        await _zones.PutAsync(Zones.Raw, "orders/folder/", "");
        await _host.DeliverAsync(Landed("orders/a b+ü.csv", first!));
        Assert.Empty((await LookAsync()).Findings);

        Later(16);
        var seen = await LookAsync(repair: false);
        Assert.Empty(_services.Announced);
        var report = await LookAsync();

        var found = Assert.Single(report.Findings);
        Assert.Equal((FindingKinds.ObjectNeverAnnounced, "orders/a b+ü.csv", "announced again"), (found.Kind, found.Key, found.Action));
        Assert.Equal(seen.Findings, report.Findings);
        Assert.Equal(new OtherServices.Published(Zones.Raw, "orders/a b+ü.csv", second), Assert.Single(_services.Announced));
        Assert.Equal(Landed("orders/a b+ü.csv", second!).BatchId, found.BatchId);
        Assert.Equal(2, report.Checked["objects"]);
        await _host.DeliverAsync(Landed("orders/a b+ü.csv", second!));
        Assert.Empty((await LookAsync()).Findings);
    }

    [Fact]
    public async Task A_run_past_its_deadline_is_found_and_only_repaired_when_asked_to()
    {
        await _host.DeliverAsync(_batch.Landed());
        Later(31);

        await LookAsync(repair: false);
        await _host.DeliverAsync(_batch.Landed());
        Assert.Single((await _host.RunAsync(_batch.Id)).Timeline);
        var found = Assert.Single((await LookAsync()).Findings);

        Assert.Equal((FindingKinds.RunOverdue, _batch.Id), (found.Kind, found.BatchId));
        await _host.UntilAsync(_batch.Id, run => run.Timeline.Count == 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transform_whose_answer_was_lost_is_asked_for_it_again_once(bool failed)
    {
        await _host.DeliverAsync(_batch.Landed());
        if (failed)
            await _host.DeliverAsync(_batch.TransformFailed());
        await _zones.PutAsync(Zones.Processed, ZoneKeys.Manifest("orders", _batch.Id, 1), "{}");
        Later(20);

        var reports = await Task.WhenAll(LookAsync(), LookAsync());

        Assert.Contains(reports, report => report.Counts.GetValueOrDefault(FindingKinds.ManifestWithoutLoad) == 1);
        var run = await _host.UntilAsync(_batch.Id, run => run.Timeline[^1].Actor == "ana");
        Assert.Equal((failed ? RunState.Failed : RunState.Transforming, 1), (run.State, run.Attempt));
        Assert.Equal(failed ? "A service could not be reached." : null, run.Reason);
        Assert.Equal("The manifest stands, and its answer was lost. Monday's check.", run.Timeline[^1].Reason);
        await _host.DeliverAsync(_batch.Landed());
        Assert.Equal([1, 1], _host.Commands<TransformBatch>(_ => true).Select(command => command.Attempt));
        await _host.DeliverAllAsync(_batch.Transformed(), _batch.Loaded());
        Assert.Equal(RunState.Completed, (await _host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task A_manifest_in_a_legitimate_state_is_no_finding_and_one_without_run_is()
    {
        var held = new Batch("orders/b.csv", "b", 1);
        var stranger = new Batch("orders/c.csv", "c", 2);
        await _host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), held.Landed(), held.Transformed(rejectLimit: 0));
        foreach (var batch in new[] { _batch, held, stranger })
            await _zones.PutAsync(Zones.Processed, ZoneKeys.Manifest("orders", batch.Id, 1), "{}");
        Later(20);

        var report = await LookAsync();

        Assert.Equal((FindingKinds.ManifestWithoutRun, stranger.Id), Assert.Single(report.Findings.Select(found => (found.Kind, found.BatchId!.Value))));
        Assert.Equal(3, report.Checked["manifests"]);
    }

    [Theory]
    [InlineData(RunState.Loading)]
    [InlineData(RunState.Failed)]
    [InlineData(RunState.Cancelling)]
    public async Task A_load_whose_answer_was_lost_is_asked_for_it_again_and_the_run_completes(string state)
    {
        await _host.DeliverAllAsync(_batch.Landed(), _batch.Transformed());
        if (state == RunState.Failed)
            await _host.DeliverAsync(_batch.LoadFailed());
        if (state == RunState.Cancelling)
            await _host.DeliverAsync(_batch.Cancel());
        _services.Loads.Add((_batch.Id, 1, _host.Time.GetUtcNow()));
        Assert.Empty((await LookAsync()).Findings);
        Later(20);

        var reports = await Task.WhenAll(LookAsync(), LookAsync());

        Assert.Contains(reports, report => report.Counts.GetValueOrDefault(FindingKinds.LoadWithoutCompletedRun) == 1);
        await _host.UntilAsync(_batch.Id, run => run.Timeline[^1].Reason.StartsWith("The warehouse has the load", StringComparison.Ordinal));
        await _host.DeliverAsync(_batch.Loaded());
        var run = await _host.RunAsync(_batch.Id);
        Assert.Equal(RunState.Completed, run.State);
        Assert.Equal(2, (await _host.CommandsAsync<LoadBatch>(_ => true, atLeast: 2)).Count);
        Assert.Empty((await LookAsync()).Findings);
    }

    [Fact]
    public async Task A_completed_run_whose_load_the_warehouse_does_not_have_is_replayed_once_and_a_load_without_run_is_told()
    {
        var other = new Batch("orders/b.csv", "b", 1);
        var stranger = Guid.NewGuid();
        await _host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.Loaded(), other.Landed(), other.Transformed(), other.Loaded());
        _services.Loads.AddRange([(other.Id, 1, Batch.LandedAt), (stranger, 1, Batch.LandedAt)]);
        Later(1);
        Assert.Equal(FindingKinds.LoadWithoutRun, Assert.Single((await LookAsync()).Findings).Kind); // the run's end is too fresh to judge
        Later(15);

        var reports = await Task.WhenAll(LookAsync(), LookAsync());

        Assert.Contains(
            reports.Select(report => report.Findings.Select(found => (found.Kind, found.BatchId!.Value))),
            found => found.SequenceEqual([(FindingKinds.CompletedWithoutLoad, _batch.Id), (FindingKinds.LoadWithoutRun, stranger)]));
        var run = await _host.UntilAsync(_batch.Id, run => run.State == RunState.Transforming);
        Assert.Equal(("ana", 2), (run.Timeline[^1].Actor, run.Attempt));
        Assert.Contains("Monday's check. (replay ", run.Timeline[^1].Reason, StringComparison.Ordinal);
        await _host.DeliverAllAsync(_batch.Transformed(2), _batch.Loaded(2));
        Assert.Equal(2, (await _host.RunAsync(_batch.Id)).Attempt);
        Assert.Equal(1, (await _host.RunAsync(other.Id)).Attempt);
    }

    [Fact]
    public async Task An_object_that_is_removed_during_the_look_keeps_no_other_from_being_found()
    {
        await _zones.PutAsync(Zones.Raw, "orders/a.csv", "one");
        var second = await _zones.PutAsync(Zones.Raw, "orders/b.csv", "two");
        _zones.S3.Vanishing.Add("orders/a.csv");
        Later(20);

        var report = await LookAsync();

        var found = Assert.Single(report.Findings);
        Assert.Equal((FindingKinds.ObjectNeverAnnounced, "orders/b.csv"), (found.Kind, found.Key));
        Assert.Equal(second, Assert.Single(_services.Announced).VersionId);
    }

    [Theory]
    [InlineData(StageNames.Transform)]
    [InlineData(StageNames.Load)]
    public async Task A_stage_that_stays_silent_is_asked_once_in_an_attempt_and_then_only_told_with_what_to_do(string stage)
    {
        await _host.DeliverAsync(_batch.Landed());
        if (stage == StageNames.Load)
            await _host.DeliverAllAsync(_batch.Transformed(), _batch.LoadFailed());
        else
            await _host.DeliverAsync(_batch.TransformFailed());
        await LoseAnswerAsync(1);
        Later(20);
        await LookAsync();
        await _host.UntilAsync(_batch.Id, run => run.Timeline[^1].Actor == "ana");
        Later(20);
        var entries = (await _host.RunAsync(_batch.Id)).Timeline.Count;

        var found = Assert.Single((await LookAsync()).Findings);

        Assert.StartsWith("none; an earlier look asked", found.Action, StringComparison.Ordinal);
        Assert.EndsWith("then retry the run.", found.Action, StringComparison.Ordinal);
        await _host.DeliverAsync(_batch.Landed());
        Assert.Equal(entries, (await _host.RunAsync(_batch.Id)).Timeline.Count);

        if (stage == StageNames.Load)
            await _host.DeliverAllAsync(_batch.Retry(), _batch.LoadFailed(2));
        else
            await _host.DeliverAllAsync(_batch.Retry(), _batch.TransformFailed(2));
        await LoseAnswerAsync(2);
        Later(20);
        Assert.Contains("asked for its answer again", Assert.Single((await LookAsync()).Findings).Action, StringComparison.Ordinal);

        async Task LoseAnswerAsync(int attempt)
        {
            if (stage == StageNames.Load)
                _services.Loads.Add((_batch.Id, attempt, Batch.LandedAt));
            else
                await _zones.PutAsync(Zones.Processed, ZoneKeys.Manifest("orders", _batch.Id, attempt), "{}");
        }
    }

    [Fact]
    public async Task A_duplicate_whose_contents_no_slot_holds_any_more_is_released()
    {
        var copy = new Batch("orders/b.csv", "a", 1);
        var correction = new Batch("orders/a.csv", "corrected", 2);
        await _host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.Loaded(), copy.Landed(), copy.Transformed());
        Loaded(_batch);
        Later(20);
        Assert.Empty((await LookAsync()).Findings);
        await _host.DeliverAllAsync(correction.Landed(), correction.Transformed(), correction.Loaded(retracted: 0));
        Loaded(correction);

        var reports = await Task.WhenAll(LookAsync(), LookAsync());

        Assert.Contains(reports, report => report.Findings.Any(found => found.Kind == FindingKinds.DuplicateNotHeld && found.BatchId == copy.Id));
        var run = await _host.UntilAsync(copy.Id, run => run.State == RunState.Loading);
        Assert.Equal("ana", run.Timeline[^1].Actor);
        Assert.Single(await _host.CommandsAsync<LoadBatch>(command => command.BatchId == copy.Id, atLeast: 1));
    }

    [Fact]
    public async Task A_duplicate_whose_holder_is_replayed_under_a_newer_contract_stays_one()
    {
        var copy = new Batch("orders/b.csv", "a", 1);
        await _host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.Loaded(), copy.Landed(), copy.Transformed(), _batch.Replay());
        Loaded(_batch);
        Later(20);
        Assert.Empty((await LookAsync(repair: false)).Findings);

        await _host.DeliverAllAsync(_batch.Transformed(2, contract: "1.1.0"), _batch.Loaded(2));
        _services.Loads.Add((_batch.Id, 2, Batch.LandedAt));

        Assert.Empty((await LookAsync()).Findings);
        Assert.Equal(RunState.Duplicate, (await _host.RunAsync(copy.Id)).State);
    }

    [Fact]
    public async Task An_erasure_of_which_nothing_is_heard_any_more_is_told()
    {
        var now = _host.Time.GetUtcNow();
        var record = new ErasureRecord
        {
            ErasureId = Guid.NewGuid(),
            Dataset = "orders",
            KeyColumns = ["order_id"],
            KeyHash = "h",
            Actor = "ana",
            Reason = "ticket 1",
            DryRun = false,
            State = ErasureState.Erasing,
            RequestedAt = now,
            UpdatedAt = now,
        };
        await SaveAsync(record);
        await SaveAsync(record with { ErasureId = Guid.NewGuid(), State = ErasureState.Done });
        Assert.Empty((await LookAsync()).Findings);
        Later(36);

        var found = Assert.Single((await LookAsync()).Findings);
        Assert.Equal(FindingKinds.ErasureUnfinished, found.Kind);
        Assert.Contains($"{record.ErasureId:D}", found.Detail, StringComparison.Ordinal);

        await SaveAsync(record with { State = ErasureState.Done });
        Assert.Empty((await LookAsync()).Findings);

        Task SaveAsync(ErasureRecord saved) => _zones.PutAsync(
            Zones.Processed, $"{ErasureFolders.Records}{saved.ErasureId:D}.json", JsonSerializer.Serialize(saved, JsonSerializerOptions.Web));
    }

    [Fact]
    public async Task An_unequal_balance_is_told_and_a_service_that_is_away_keeps_no_other_check_from_being_made()
    {
        Assert.True((await LookAsync()).Balanced);
        _services.Balanced = false;
        var unequal = await LookAsync();
        Assert.False(unequal.Balanced);
        Assert.Contains("7; its loads accepted 8", Assert.Single(unequal.Findings).Detail, StringComparison.Ordinal);

        _services.IsAway = true;
        await _host.DeliverAsync(_batch.Landed());
        Later(31);
        var away = await LookAsync();

        Assert.Null(away.Balanced);
        Assert.Equal(2, away.Counts[FindingKinds.NotChecked]);
        Assert.Equal(1, away.Counts[FindingKinds.RunOverdue]);
    }

    private Task<ReconcileReport> LookAsync(bool repair = true) =>
        _host.Services.GetRequiredService<Reconciler>().LookAsync(repair, "ana", "Monday's check.", Cancelled);

    private void Later(int minutes) => _host.Time.Advance(TimeSpan.FromMinutes(minutes));

    private void Loaded(Batch batch) => _services.Loads.Add((batch.Id, 1, Batch.LandedAt));

    private static OrderBatchLanded Landed(string key, string versionId)
    {
        var landed = new LandedObject { Bucket = Zones.Raw, Key = key, VersionId = versionId, ETag = "e", Size = 3, LandedAt = Batch.LandedAt };
        return new OrderBatchLanded { BatchId = BatchIds.For(landed), Dataset = "orders", Object = landed, Announcement = "notification" };
    }
}
