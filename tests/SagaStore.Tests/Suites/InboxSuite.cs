using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Outbox;
using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Suites;

public abstract class InboxSuite(TestDatabase database) : DatabaseSuite(database)
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 10)]
    public async Task A_message_delivered_ten_times_at_once_is_handled_once_with_an_inbox(bool useInbox, int expected)
    {
        await using var node = await TestNode.Start(Database, Cancellation, endpoint: new(Concurrency: 10, UseInbox: useInbox));
        var order = Guid.NewGuid();
        await node.Publish(new SubmitOrder(order), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        var messageId = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => node.Bus.Publish(new AddItem(order), x => x.MessageId = messageId, Cancellation)));
        await node.Recorder.WaitFor<ItemAdded>(expected, Cancellation);
        await node.Publish(new RenameCustomer(order, "last"), Cancellation);
        await node.Recorder.WaitFor<OrderTouched>(1, Cancellation);
        await node.Stop();

        Assert.Equal(expected, node.Recorder.All<ItemAdded>().Count);
        Assert.Empty(node.Recorder.All<Fault<AddItem>>());
    }

    [Fact]
    public async Task A_message_delivered_again_later_is_skipped_and_another_one_is_not()
    {
        await using var node = await TestNode.Start(Database, Cancellation, endpoint: new(Concurrency: 1, UseInbox: true));
        var order = Guid.NewGuid();
        var messageId = Guid.NewGuid();
        await node.Publish(new SubmitOrder(order), Cancellation);

        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);
        await node.Bus.Publish(new AddItem(order), x => x.MessageId = messageId, Cancellation);
        await node.Recorder.WaitFor<ItemAdded>(1, Cancellation);
        await node.Bus.Publish(new AddItem(order), x => x.MessageId = messageId, Cancellation);
        await node.Bus.Publish(new AddItem(order), Cancellation);

        var added = await node.Recorder.WaitFor<ItemAdded>(2, Cancellation);
        Assert.Equal([1, 2], added.Select(x => x.Count));
    }

    [Fact]
    public async Task Old_inbox_rows_are_removed_and_newer_ones_kept()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        var sagas = node.Services.GetRequiredService<SagaDatabase>();
        var day = new DateTimeOffset(2124, 1, 1, 0, 0, 0, TimeSpan.Zero);
        InboxKey[] keys = [.. Enumerable.Range(0, 1500).Select(_ => new InboxKey(Guid.NewGuid(), Guid.NewGuid()))];
        await sagas.Write(
            async session =>
            {
                for (var i = 0; i < keys.Length; i++)
                    await Inbox.Record(session, keys[i], day.AddMinutes(i), Cancellation);
            },
            Cancellation);

        await Inbox.RemoveOld(sagas, day.AddMinutes(1400), Cancellation);

        Assert.Equal(100, await Database.Count("select count(*) from saga_inbox", Cancellation));
        Assert.False(await Inbox.Contains(sagas, keys[1399], Cancellation));
        Assert.True(await Inbox.Contains(sagas, keys[1400], Cancellation));
    }
}
