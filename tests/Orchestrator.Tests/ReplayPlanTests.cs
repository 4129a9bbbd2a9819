using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Replays;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Tests;

public sealed class ReplayPlanTests
{
    private static readonly Guid Replay = new("5c0f7f5e-2f6f-4a53-9b67-3e4e1b9a7d10");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replay_never_has_more_batches_in_flight_than_its_cap_and_ends_when_all_have_ended()
    {
        await using var host = await RunHost.StartAsync();
        var batches = await CompletedAsync(host, 7);
        await StartAsync(host, batches, concurrency: 3);

        for (var ended = 0; ended < batches.Length; ended++)
        {
            var atWork = Math.Min(3, batches.Length - ended);
            await UntilAsync(host, plan => plan.InFlight == atWork && plan.Done == ended);
            await UntilAsync(() => InFlight(host, batches).Count == atWork);
            await CompleteAsync(host, InFlight(host, batches)[0]);
        }

        var plan = await UntilAsync(host, plan => plan.State == "Done");
        Assert.Equal((7, 0, 0, 7, 0), (plan.Total, plan.Waiting, plan.InFlight, plan.Done, plan.Failed));
        foreach (var batch in batches)
        {
            var run = await host.RunAsync(batch.Id);
            Assert.Equal((RunState.Completed, 2), (run.State, run.Attempt));
            var entry = run.Timeline.Single(entry => entry.From == RunState.Completed);
            Assert.Equal(("ana", $"Contract 1.1.0 (replay {Replay:D})"), (entry.Actor, entry.Reason));
        }
    }

    [Fact]
    public async Task Every_way_to_end_makes_room_for_the_next_and_repeated_and_late_messages_change_nothing()
    {
        await using var host = await RunHost.StartAsync();
        var batches = await CompletedAsync(host, 5);
        await StartAsync(host, batches, concurrency: 1);
        await StartAsync(host, batches, concurrency: 5);

        await AtWorkAsync(host, batches[0]);
        await host.DeliverAllAsync(batches[0].TransformFailed(2), batches[0].TransformFailed(2));
        await AtWorkAsync(host, batches[1]);
        await host.DeliverAsync(batches[1].Transformed(2, rejectLimit: 0));
        await AtWorkAsync(host, batches[2]);
        await host.DeliverAsync(batches[2].Cancel());
        await AtWorkAsync(host, batches[3]);
        await SendAsync(host, new ReplayedBatchEnded { ReplayId = Replay, BatchId = batches[0].Id, State = RunState.Failed });
        await SendAsync(host, new ReplayedBatchEnded { ReplayId = Replay, BatchId = batches[4].Id, State = RunState.Completed });
        await SendAsync(host, new ReplayedBatchEnded { ReplayId = Guid.NewGuid(), BatchId = batches[4].Id, State = RunState.Completed });
        await CompleteAsync(host, batches[3]);
        await AtWorkAsync(host, batches[4]);
        await CompleteAsync(host, batches[4]);

        var plan = await UntilAsync(host, plan => plan.State == "Done");

        Assert.Equal((2, 3, 1), (plan.Done, plan.Failed, plan.Concurrency));
        Assert.Equal(1, plan.Endings[RunState.Held]);
        Assert.All(batches, batch => Assert.Equal(2, host.Commands<TransformBatch>(c => c.BatchId == batch.Id).Count));
    }

    [Fact]
    public async Task A_run_that_someone_else_has_at_work_is_skipped_and_left_as_it_is()
    {
        await using var host = await RunHost.StartAsync();
        var batches = await CompletedAsync(host, 2);
        await host.DeliverAsync(batches[0].Replay());
        await StartAsync(host, batches, concurrency: 1);

        await AtWorkAsync(host, batches[1]);
        await CompleteAsync(host, batches[1]);
        var plan = await UntilAsync(host, plan => plan.State == "Done");

        Assert.Equal(1, plan.Endings[ReplayedBatchEnded.Skipped]);
        Assert.Equal((RunState.Transforming, 2), ((await host.RunAsync(batches[0].Id)).State, (await host.RunAsync(batches[0].Id)).Attempt));
    }

    [Fact]
    public async Task What_waits_and_what_is_in_flight_survives_a_process_that_is_gone()
    {
        var database = new SqliteRunDatabase();
        await database.CreateAsync(Cancelled);
        try
        {
            Batch[] batches;
            await using (var gone = await RunHost.StartAsync(database: database))
            {
                batches = await CompletedAsync(gone, 3);
                await StartAsync(gone, batches, concurrency: 1);
                await AtWorkAsync(gone, batches[0]);
            }

            await using var host = await RunHost.StartAsync(database: database);
            await CompleteAsync(host, batches[0]);
            await AtWorkAsync(host, batches[1]);
            await CompleteAsync(host, batches[1]);
            await AtWorkAsync(host, batches[2]);
            await CompleteAsync(host, batches[2]);

            Assert.Equal(3, (await UntilAsync(host, plan => plan.State == "Done")).Done);
        }
        finally
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_replay_of_which_nothing_is_heard_asks_again_and_no_batch_is_replayed_twice_by_that()
    {
        await using var host = await RunHost.StartAsync();
        var batches = await CompletedAsync(host, 2);
        await StartAsync(host, batches, concurrency: 1);
        await AtWorkAsync(host, batches[0]);
        var stalled = host.Services.GetRequiredService<StalledReplays>();
        await stalled.RemindAsync(Cancelled);
        host.Time.Advance(TimeSpan.FromMinutes(31));

        await Task.WhenAll(stalled.RemindAsync(Cancelled), stalled.RemindAsync(Cancelled));
        var reader = host.Services.GetRequiredService<ISagaReader<ReplayPlan>>();
        await UntilAsync(async () => (await reader.Find(Replay, Cancelled))!.Saga.UpdatedAt == host.Time.GetUtcNow());
        await CompleteAsync(host, batches[0]);
        await AtWorkAsync(host, batches[1]);
        await CompleteAsync(host, batches[1]);

        await UntilAsync(host, plan => plan is { State: "Done", Done: 2 });
        Assert.All(batches, batch => Assert.Equal(2, host.Commands<TransformBatch>(c => c.BatchId == batch.Id).Count));
    }

    [Fact]
    public async Task A_stopped_replay_begins_no_further_batch()
    {
        await using var host = await RunHost.StartAsync();
        var batches = await CompletedAsync(host, 3);
        await StartAsync(host, batches, concurrency: 1);
        await AtWorkAsync(host, batches[0]);

        await SendAsync(host, new StopReplay { ReplayId = Replay, Actor = "ben", Reason = "Wrong range." });
        await UntilAsync(host, plan => plan.State == "Stopped");
        await CompleteAsync(host, batches[0]);
        var plan = await UntilAsync(host, plan => plan.InFlight == 0);

        Assert.Equal((1, 0, "ben: Wrong range."), (plan.Done, plan.Waiting, plan.StopReason));
        Assert.Equal(1, (await host.RunAsync(batches[1].Id)).Attempt);
    }

    private static async Task<Batch[]> CompletedAsync(RunHost host, int count)
    {
        var batches = Enumerable.Range(0, count).Select(i => new Batch($"orders/{i}.csv", $"c{i}", i)).ToArray();
        foreach (var batch in batches)
            await host.DeliverAllAsync(batch.Landed(), batch.Transformed(), batch.Loaded());
        return batches;
    }

    private static Task StartAsync(RunHost host, Batch[] batches, int concurrency) => SendAsync(host, new StartReplay
    {
        ReplayId = Replay,
        Batches = BatchIdList.Pack([.. batches.Select(batch => batch.Id)]),
        Concurrency = concurrency,
        Actor = "ana",
        Reason = "Contract 1.1.0",
    });

    private static async Task SendAsync(RunHost host, object message)
    {
        var queue = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(QueueNames.Address(QueueNames.Replay));
        await queue.Send(message, message.GetType(), Cancelled);
    }

    private static Task CompleteAsync(RunHost host, Batch batch) => host.DeliverAllAsync(batch.Transformed(2), batch.Loaded(2));

    private static Task<RunDetail> AtWorkAsync(RunHost host, Batch batch) =>
        host.UntilAsync(batch.Id, run => run is { State: RunState.Transforming, Attempt: 2 });

    /// <summary>Batches that were commanded for the replay and have not completed.</summary>
    private static List<Batch> InFlight(RunHost host, Batch[] batches)
    {
        var begun = host.Commands<TransformBatch>(c => c.Attempt == 2).Select(c => c.BatchId).ToHashSet();
        var completed = host.Events<BatchCompleted>(_ => true).CountBy(e => e.BatchId).Where(e => e.Value == 2).Select(e => e.Key).ToHashSet();
        return [.. batches.Where(batch => begun.Contains(batch.Id) && !completed.Contains(batch.Id))];
    }

    private static async Task<ReplayReport> UntilAsync(RunHost host, Func<ReplayReport, bool> reached)
    {
        var plans = host.Services.GetRequiredService<ISagaReader<ReplayPlan>>();
        ReplayReport? report = null;
        await UntilAsync(async () =>
        {
            report = (await plans.Find(Replay, Cancelled))?.Saga.ToReport();
            Assert.True(report is null || report.InFlight <= report.Concurrency);
            return report is not null && reached(report);
        });
        return report!;
    }

    private static Task UntilAsync(Func<bool> reached) => UntilAsync(() => Task.FromResult(reached()));

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        while (!await reached())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled);
    }
}
