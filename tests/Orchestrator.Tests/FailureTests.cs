using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Tests.Support;

namespace RetailBus.Orchestrator.Tests;

public sealed class FailureTests
{
    private readonly Batch _batch = new("orders/a.csv");

    [Fact]
    public async Task A_stage_that_gave_up_fails_the_run_with_its_reason()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed());

        var run = await host.RunAsync(_batch.Id);

        Assert.Equal((RunState.Failed, FailureCodes.Unavailable), (run.State, run.FailureCode));
        Assert.Equal("A service could not be reached.", run.Reason);
        Assert.Equal("transform", Assert.Single(host.Events<BatchFailed>(_ => true)).Stage);
    }

    [Fact]
    public async Task A_retry_after_a_failed_transform_transforms_again()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed(), _batch.Retry());

        var run = await host.RunAsync(_batch.Id);

        Assert.Equal((RunState.Transforming, 2), (run.State, run.Attempt));
        Assert.Null(run.Reason);
        Assert.Null(run.FailureCode);
        Assert.Equal([1, 2], host.Commands<TransformBatch>(_ => true).Select(c => c.Attempt));
        Assert.Equal(("ana", "The disk is back."), (run.Timeline[^1].Actor, run.Timeline[^1].Reason));
    }

    [Fact]
    public async Task A_retry_after_a_failed_load_keeps_the_manifest()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.LoadFailed(), _batch.Retry());

        Assert.Equal((RunState.Loading, 2), ((await host.RunAsync(_batch.Id)).State, (await host.RunAsync(_batch.Id)).Attempt));
        Assert.Single(host.Commands<TransformBatch>(_ => true));
        Assert.Equal([(1, _batch.Manifest(1)), (2, _batch.Manifest(1))], host.Commands<LoadBatch>(_ => true).Select(c => (c.Attempt, c.Manifest)));
    }

    [Fact]
    public async Task A_load_that_meets_another_output_than_was_named_leads_to_a_transform_as_long_as_there_are_attempts()
    {
        await using var host = await RunHost.StartAsync(maxAttempts: 2);
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), Changed(1), Changed(1));
        var run = await host.RunAsync(_batch.Id);
        Assert.Equal((RunState.Transforming, 2), (run.State, run.Attempt));
        Assert.Equal([1, 2], host.Commands<TransformBatch>(_ => true).Select(c => c.Attempt));
        Assert.Empty(host.Events<BatchFailed>(_ => true));

        await host.DeliverAllAsync(_batch.Transformed(2), Changed(2));

        Assert.Equal((RunState.Failed, FailureCodes.OutputChanged), ((await host.RunAsync(_batch.Id)).State, (await host.RunAsync(_batch.Id)).FailureCode));

        LoadFailed Changed(int attempt) => _batch.LoadFailed(attempt) with
        {
            Failure = new StageFailure { Code = FailureCodes.OutputChanged, Reason = "The manifest was changed.", Transient = false },
        };
    }

    [Fact]
    public async Task A_released_run_that_has_to_be_transformed_again_is_not_held_again()
    {
        await using var host = await RunHost.StartAsync();
        var many = _batch.Transformed() with
        {
            RejectLimit = 0,
            Rows = new TransformCounts { Records = 12, Headers = 0, Accepted = 10, Quarantined = 2, Duplicates = 0 },
        };
        await host.DeliverAllAsync(_batch.Landed(), many);
        Assert.Equal(RunState.Held, (await host.RunAsync(_batch.Id)).State);

        await host.DeliverAllAsync(
            _batch.Release(),
            _batch.LoadFailed() with
            {
                Failure = new StageFailure { Code = FailureCodes.OutputChanged, Reason = "The manifest was changed.", Transient = false },
            },
            many with { Attempt = 2, Manifest = _batch.Manifest(2) });
        Assert.Equal((RunState.Loading, 2), ((await host.RunAsync(_batch.Id)).State, (await host.RunAsync(_batch.Id)).Attempt));

        await host.DeliverAllAsync(_batch.LoadFailed(2), _batch.Replay(), many with { Attempt = 3, Manifest = _batch.Manifest(3) });
        Assert.Equal(RunState.Held, (await host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task Attempts_are_capped_and_a_replay_starts_them_anew()
    {
        await using var host = await RunHost.StartAsync(maxAttempts: 2);
        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed(1), _batch.Retry(), _batch.TransformFailed(2), _batch.Retry());
        Assert.Equal((RunState.Failed, 2), ((await host.RunAsync(_batch.Id)).State, (await host.RunAsync(_batch.Id)).Attempt));

        await host.DeliverAllAsync(_batch.Replay(), _batch.TransformFailed(3), _batch.Retry());

        Assert.Equal((RunState.Transforming, 4), ((await host.RunAsync(_batch.Id)).State, (await host.RunAsync(_batch.Id)).Attempt));
    }

    [Fact]
    public async Task A_failure_of_an_older_attempt_is_ignored()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(
            _batch.Landed(), _batch.TransformFailed(1), _batch.Retry(), _batch.TransformFailed(1), _batch.TransformFault(1));
        Assert.Equal(RunState.Transforming, (await host.RunAsync(_batch.Id)).State);

        await host.DeliverAllAsync(_batch.Transformed(2), _batch.LoadFailed(1), _batch.LoadFault(1));

        Assert.Equal(RunState.Loading, (await host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task A_success_of_an_older_attempt_is_as_good_as_the_current_ones()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed(1), _batch.Retry(), _batch.Transformed(1));
        Assert.Equal(_batch.Manifest(1), Assert.Single(host.Commands<LoadBatch>(_ => true)).Manifest);

        await host.DeliverAllAsync(_batch.LoadFailed(2), _batch.Retry(), _batch.Loaded(2));

        Assert.Equal(RunState.Completed, (await host.RunAsync(_batch.Id)).State);
    }

    [Fact]
    public async Task A_success_after_a_failure_of_the_same_stage_wins()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFault(), _batch.Transformed());
        Assert.Equal(RunState.Loading, (await host.RunAsync(_batch.Id)).State);

        await host.DeliverAllAsync(_batch.LoadFault(), _batch.Loaded());

        var run = await host.RunAsync(_batch.Id);
        Assert.Equal(RunState.Completed, run.State);
        Assert.Null(run.FailureCode);
    }

    [Fact]
    public async Task A_command_that_a_stage_could_not_take_up_fails_the_run_and_says_where_it_is()
    {
        await using var host = await RunHost.StartAsync();
        await host.DeliverAllAsync(_batch.Landed(), _batch.Transformed(), _batch.LoadFault());

        var run = await host.RunAsync(_batch.Id);

        Assert.Equal((RunState.Failed, FailureCodes.Internal), (run.State, run.FailureCode));
        Assert.Contains("retailbus-load_error", run.Reason, StringComparison.Ordinal);
    }
}
