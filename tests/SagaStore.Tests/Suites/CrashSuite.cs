using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Suites;

/// <summary>Named crash points, each followed by the start of a new process on the same database.</summary>
public abstract class CrashSuite(TestDatabase database) : DatabaseSuite(database)
{
    [Fact]
    public async Task State_committed_and_messages_unsent_the_next_process_sends_them()
    {
        var id = Guid.NewGuid();
        var first = await TestNode.Start(Database, Cancellation, NeverSends, sweeps: false);
        await first.Publish(new SubmitOrder(id), Cancellation);
        await Until(async () => await Database.OutboxRows(Cancellation) == 1);
        await first.Die();
        Assert.Empty(first.Recorder.All<OrderSubmitted>());

        await using var second = await TestNode.Start(Database, Cancellation);

        Assert.Equal([new OrderSubmitted(id)], await second.Recorder.WaitFor<OrderSubmitted>(1, Cancellation));
        await Until(async () => await Database.OutboxRows(Cancellation) == 0);
    }

    [Fact]
    public async Task Message_sent_and_row_not_removed_the_next_process_sends_it_again_under_the_same_id()
    {
        var id = Guid.NewGuid();
        var first = await TestNode.Start(Database, Cancellation, RemovesLate, sweeps: false);
        await first.Publish(new SubmitOrder(id), Cancellation);
        await first.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);
        await first.Die();

        await using var second = await TestNode.Start(Database, Cancellation);
        await second.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        Assert.Equal(first.Recorder.Ids<OrderSubmitted>(), second.Recorder.Ids<OrderSubmitted>());
    }

    [Fact]
    public async Task An_orderly_stop_leaves_no_sent_message_behind()
    {
        var node = await TestNode.Start(Database, Cancellation, RemovesLate, sweeps: false);
        await node.Publish(new SubmitOrder(Guid.NewGuid()), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        await node.Stop();

        Assert.Equal(0, await Database.OutboxRows(Cancellation));
    }

    private static void NeverSends(SagaStoreOptions options)
    {
        ShortLease(options);
        options.DeliverAfterCommit = false;
    }

    private static void RemovesLate(SagaStoreOptions options)
    {
        ShortLease(options);
        options.RemovalDelay = TimeSpan.FromSeconds(10);
    }

    private static void ShortLease(SagaStoreOptions options)
    {
        options.SendTimeout = TimeSpan.FromMilliseconds(250);
        options.Lease = TimeSpan.FromMilliseconds(500);
    }
}
