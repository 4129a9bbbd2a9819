using Microsoft.Extensions.Time.Testing;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.SagaStore.Tests.Suites;

public abstract class SweepSuite(TestDatabase database) : DatabaseSuite(database)
{
    private static readonly TimeSpan Lease = new SagaStoreOptions().Lease;
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero));

    [Fact]
    public async Task A_committed_message_is_left_to_its_process_until_the_lease_expires_and_then_swept()
    {
        await using var dead = await Node();
        await using var other = await Node();
        await dead.Commit(1, Cancellation);
        var endpoints = new RecordingEndpoints();

        _time.Advance(Lease - Instant);
        Assert.Equal(0, await other.Sweep(endpoints, Cancellation));
        _time.Advance(Instant);
        Assert.Equal(1, await other.Sweep(endpoints, Cancellation));

        Assert.Equal(["m1"], endpoints.Sent);
    }

    [Fact]
    public async Task A_sweep_that_dies_in_the_middle_leaves_the_rest_to_the_next_one()
    {
        await using var first = await Node();
        await using var second = await Node();
        await first.Commit(5, Cancellation);
        _time.Advance(Lease);
        using var killed = new CancellationTokenSource();
        var dying = new RecordingEndpoints(async to =>
        {
            if (to.AbsolutePath != "m3")
                return;

            await killed.CancelAsync();
            killed.Token.ThrowIfCancellationRequested();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Sweep(dying, killed.Token));
        Assert.Equal(["m1", "m2"], dying.Sent);
        var endpoints = new RecordingEndpoints();
        Assert.Equal(0, await second.Sweep(endpoints, Cancellation));
        _time.Advance(Lease);
        Assert.Equal(5, await second.Sweep(endpoints, Cancellation));

        // m1 and m2 were sent but their rows not removed: they go again, and in order.
        Assert.Equal(["m1", "m2", "m3", "m4", "m5"], endpoints.Sent);
    }

    [Fact]
    public async Task Sweepers_at_work_at_once_never_send_the_same_row()
    {
        const int Messages = 300;
        await using var dead = await Node();
        await dead.Commit(Messages, Cancellation);
        _time.Advance(Lease);
        var endpoints = new RecordingEndpoints(async _ => await Task.Yield());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                await using var node = await Node(sweepBatch: 7);
                while (await node.Sweep(endpoints, Cancellation) > 0)
                    Cancellation.ThrowIfCancellationRequested();
            },
            Cancellation)));

        Assert.Equal(Messages, endpoints.Sent.Count);
        Assert.Equal(Messages, endpoints.Sent.Distinct().Count());
    }

    [Fact]
    public async Task A_message_that_cannot_be_sent_is_tried_again_after_a_growing_pause_and_holds_up_no_other()
    {
        await using var node = await Node();
        await node.Commit(2, Cancellation);
        _time.Advance(Lease);
        var down = true;
        var endpoints = new RecordingEndpoints(
            to => down && to.AbsolutePath == "m1" ? Task.FromException(new InvalidOperationException("down")) : Task.CompletedTask);

        Assert.Equal(2, await node.Sweep(endpoints, Cancellation));
        Assert.Equal(["m2"], endpoints.Sent);
        Assert.Equal(1, await Database.Count("select count(*) from saga_outbox where last_error = 'down' and attempts = 1", Cancellation));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await node.Sweep(endpoints, Cancellation));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await node.Sweep(endpoints, Cancellation));
        down = false;
        _time.Advance(TimeSpan.FromSeconds(1));
        await node.Sweep(endpoints, Cancellation);

        Assert.Equal(["m2", "m1"], endpoints.Sent);
    }

    [Fact]
    public async Task A_committing_process_that_is_late_leaves_its_messages_to_the_sweeper()
    {
        await using var late = await Node();
        await using var other = await Node();
        var committed = await late.Commit(1, Cancellation);
        var endpoints = new RecordingEndpoints();

        _time.Advance(Lease - new SagaStoreOptions().SendTimeout + Instant);
        await late.Deliver(committed, endpoints, Cancellation);
        Assert.Empty(endpoints.Sent);
        _time.Advance(Lease);
        await other.Sweep(endpoints, Cancellation);

        Assert.Equal(["m1"], endpoints.Sent);
    }

    [Fact]
    public async Task A_node_does_not_send_again_what_it_has_sent_and_not_yet_removed()
    {
        await using var node = await Node();
        var endpoints = new RecordingEndpoints();
        await node.Deliver(await node.Commit(3, Cancellation), endpoints, Cancellation);

        _time.Advance(Lease);
        Assert.Equal(3, await node.Sweep(endpoints, Cancellation));

        Assert.Equal(["m1", "m2", "m3"], endpoints.Sent);
    }

    [Fact]
    public async Task The_next_commit_removes_the_rows_of_sent_messages_along_the_way()
    {
        await using var node = await Node();
        await node.Deliver(await node.Commit(3, Cancellation), new RecordingEndpoints(), Cancellation);
        Assert.Equal(3, await Database.OutboxRows(Cancellation));

        await node.Commit(1, Cancellation);

        Assert.Equal(1, await Database.OutboxRows(Cancellation));
    }

    [Fact]
    public async Task After_a_failed_send_later_messages_wait_so_that_their_order_is_kept()
    {
        await using var node = await Node();
        var endpoints = new RecordingEndpoints(
            to => to.AbsolutePath == "m2" ? Task.FromException(new InvalidOperationException("down")) : Task.CompletedTask);

        await node.Deliver(await node.Commit(3, Cancellation), endpoints, Cancellation);

        Assert.Equal(["m1"], endpoints.Sent);
    }

    private async Task<OutboxNode> Node(int sweepBatch = 100)
    {
        var node = new OutboxNode(Database, _time, sweepBatch);
        await node.CreateSchema(Cancellation);
        return node;
    }
}
