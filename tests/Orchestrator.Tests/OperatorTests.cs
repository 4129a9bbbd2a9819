using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Runs;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

public sealed class OperatorTests
{
    private readonly Batch _batch = new("orders/a.csv");

    [Fact]
    public async Task Too_many_bad_rows_hold_the_run_until_it_is_released()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(rejectLimit: 0.1));

        var run = await host.RunAsync(_batch.Id);
        Assert.Equal(RunState.Held, run.State);
        Assert.Equal(
            "1 of 9 rows (11.11%) broke a rule; the contract's limit is 10%. Look at the quarantined rows, then release the run to load "
            + "the other 8, or cancel it.",
            run.Reason);
        Assert.Equal(run.Reason, Assert.Single(host.Events<BatchHeld>(_ => true)).Reason);
        Assert.Empty(host.Commands<LoadBatch>(_ => true));

        await host.DeliverAllAsync(_batch.Release(), _batch.Loaded());

        Assert.Equal(RunState.Completed, (await host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task Bad_rows_up_to_the_limit_hold_nothing()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(rejectLimit: 1.0 / 9));

        Assert.Equal(RunState.Loading, (await host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task A_cancel_before_the_load_ends_the_run_at_once()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Cancel(), _batch.Transformed(), _batch.TransformFailed());

        var run = await host.RunAsync(_batch.Id);

        Assert.Equal((RunState.Cancelled, "Cancelled: Wrong file."), (run.State, run.Reason));
        Assert.Equal(1, Assert.Single(await host.CommandsAsync<CancelBatch>(_ => true, atLeast: 1)).Attempt);
        Assert.Empty(host.Commands<LoadBatch>(_ => true));
    }

    [Fact]
    public async Task A_cancel_during_the_load_is_handed_to_it_and_the_first_commit_decides()
    {
        await using var host = await RunHost.StartAsync();
        var other = new Batch("orders/b.csv", "b");
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.Cancel());
        await host.DeliverAllAsync(other.Landed(), other.Transformed(), other.Cancel());
        Assert.Equal(RunState.Cancelling, (await host.RunAsync(_batch.Id)).State);
        Assert.Equal(2, host.Commands<CancelBatch>(_ => true).Count);

        await host.DeliverAsync(_batch.LoadFailed());
        await host.DeliverAsync(other.Loaded());

        Assert.Equal(RunState.Cancelled, (await host.RunAsync(_batch.Id)).State);
        Assert.Equal(RunState.Completed, (await host.RunAsync(other.Id)).State);
    }

    [Fact]
    public async Task A_cancel_after_a_load_was_given_up_still_stops_that_load()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.LoadFault(), _batch.Cancel());

        Assert.Equal(RunState.Cancelled, (await host.RunAsync(_batch.Id)).State);
        Assert.Equal(1, Assert.Single(host.Commands<CancelBatch>(_ => true)).Attempt);
    }

    [Fact]
    public async Task A_note_that_is_delivered_again_stands_on_the_timeline_once()
    {
        await using var host = await RunHost.StartAsync();
        var id = Guid.NewGuid();
        var note = new AnnotateRun { BatchId = _batch.Id, Actor = "ana", Note = "Looked at." };
        await host.DeliverAsync(_batch.Landed());

        await host.DeliverAsync(note, id);
        await host.DeliverAsync(note, id);

        Assert.Single((await host.RunAsync(_batch.Id)).Timeline, entry => entry.Reason == "Looked at.");
    }

    [Fact]
    public async Task Rows_that_were_committed_before_a_cancel_took_hold_are_not_denied()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.LoadFault(), _batch.Cancel(), _batch.Loaded());

        Assert.Equal(RunState.Completed, (await host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task A_replay_goes_through_the_stages_again_under_the_contract_of_now()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.Loaded(), _batch.Replay());
        var replayed = await host.RunAsync(_batch.Id);
        Assert.Equal((RunState.Transforming, 2), (replayed.State, replayed.Attempt));
        Assert.Null(replayed.Manifest);
        Assert.Equal(_batch.Object, host.Commands<TransformBatch>(c => c.Attempt == 2).Single().Object);

        await host.DeliverAllAsync(_batch.Transformed(1), _batch.Loaded(1));
        Assert.Equal(RunState.Transforming, (await host.RunAsync(_batch.Id)).State);

        await host.DeliverAllAsync(_batch.Transformed(2, contract: "2.0.0"), _batch.Loaded(1), _batch.Loaded(2));

        var run = await host.RunAsync(_batch.Id);
        Assert.Equal((RunState.Completed, "2.0.0"), (run.State, run.ContractVersion));
    }

    [Fact]
    public async Task A_command_that_is_delivered_again_later_does_not_act_again()
    {
        await using var host = await RunHost.StartAsync();
        var retry = Guid.NewGuid();
        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed(1));
        await host.DeliverAsync(_batch.Retry(), retry);
        await host.DeliverAsync(_batch.TransformFailed(2));

        await host.DeliverAsync(_batch.Retry(), retry);

        Assert.Equal((RunState.Failed, 2), ((await host.RunAsync(_batch.Id)).State, (await host.RunAsync(_batch.Id)).Attempt));
    }

    [Fact]
    public async Task A_late_release_does_not_load_what_is_held_again_in_a_later_attempt_and_the_timeline_says_so_once()
    {
        await using var host = await RunHost.StartAsync();
        var late = _batch.Release(new SeenRun(RunState.Held, 1));
        var id = Guid.NewGuid();
        await host.DeliverAllAsync(
            _batch.Landed(), _batch.Transformed(rejectLimit: 0), _batch.Cancel(), _batch.Replay(), _batch.Transformed(2, rejectLimit: 0));

        await host.DeliverAsync(late, id);
        await host.DeliverAsync(late, id);

        var run = await host.RunAsync(_batch.Id);
        Assert.Equal((RunState.Held, 2), (run.State, run.Attempt));
        Assert.Empty(host.Commands<LoadBatch>(_ => true));
        var entry = Assert.Single(run.Timeline, entry => entry.MessageId == id);
        Assert.Equal(
            ("ana", "Not applied: release (These rows are known.) was asked for when the run was Held in attempt 1; the command came when "
                + "it was Held in attempt 2. Ask again if it is still wanted."),
            (entry.Actor, entry.Reason));
        Assert.StartsWith("1 of 9 rows", run.Reason, StringComparison.Ordinal);

        await host.DeliverAsync(_batch.Release(new SeenRun(RunState.Held, 2)));

        Assert.Equal(RunState.Loading, (await host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task A_cancel_gives_up_the_attempt_that_was_seen_however_far_it_has_come_and_no_later_one()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(
            _batch.Landed(), _batch.TransformFailed(), _batch.Retry(new SeenRun(RunState.Failed, 1)), _batch.Transformed(2));

        await host.DeliverAsync(_batch.Cancel(new SeenRun(RunState.Transforming, 1)));
        var run = await host.RunAsync(_batch.Id);
        Assert.Equal(RunState.Loading, run.State);
        Assert.StartsWith("Not applied: cancel", run.Timeline[^1].Reason, StringComparison.Ordinal);

        await host.DeliverAsync(_batch.Cancel(new SeenRun(RunState.Transforming, 2)));
        Assert.Equal(RunState.Cancelling, (await host.RunAsync(_batch.Id)).State);
    }

    [Theory, MemberData(nameof(States))]
    public async Task A_command_on_what_the_run_no_longer_is_leaves_it_as_it_is(string state)
    {
        await using var host = await RunHost.StartAsync();
        foreach (var action in Enum.GetValues<OperatorAction>())
        {
            var batch = new Batch($"orders/{action}.csv", $"{action}");
            await host.DeliverAllAsync([.. WayTo(state, batch)]);

            await host.DeliverAsync(Command(action, batch, new SeenRun(state, 2)));

            var run = await host.RunAsync(batch.Id);
            Assert.Equal((state, 1), (run.State, run.Attempt));
            Assert.StartsWith($"Not applied: {OperatorRules.Verb(action)} (", run.Timeline[^1].Reason, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(States))]
    public async Task The_saga_takes_exactly_the_commands_that_the_rules_allow(string state)
    {
        await using var host = await RunHost.StartAsync();
        foreach (var action in Enum.GetValues<OperatorAction>())
        {
            var batch = new Batch($"orders/{action}.csv", $"{action}");
            await host.DeliverAllAsync([.. WayTo(state, batch)]);
            Assert.Equal(state, (await host.RunAsync(batch.Id)).State);

            await host.DeliverAsync(Command(action, batch));

            var taken = (await host.RunAsync(batch.Id)).State != state;
            Assert.Equal(OperatorRules.Refusal(action, state, 1, 10) is null, taken);
        }
    }

    public static TheoryData<string> States => [.. RunState.All];

    private static IEnumerable<object> WayTo(string state, Batch batch)
    {
        var first = new Batch($"{batch.Object.Key}.first", batch.Content);
        return state switch
        {
            RunState.Transforming => [batch.Landed()],
            RunState.Loading => [batch.Landed(), batch.Transformed()],
            RunState.Held => [batch.Landed(), batch.Transformed(rejectLimit: 0)],
            RunState.Completed => [batch.Landed(), batch.Transformed(), batch.Loaded()],
            RunState.Duplicate => [first.Landed(), first.Transformed(), first.Loaded(), batch.Landed(), batch.Transformed()],
            RunState.Failed => [batch.Landed(), batch.TransformFailed()],
            RunState.Cancelling => [batch.Landed(), batch.Transformed(), batch.Cancel()],
            RunState.Cancelled => [batch.Landed(), batch.Cancel()],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
    }

    private static object Command(OperatorAction action, Batch batch, SeenRun? seen = null) => action switch
    {
        OperatorAction.Retry => batch.Retry(seen),
        OperatorAction.Release => batch.Release(seen),
        OperatorAction.Cancel => batch.Cancel(seen),
        _ => batch.Replay(seen),
    };
}
