using MassTransit;
using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Suites;

public abstract class ConcurrencySuite(TestDatabase database) : DatabaseSuite(database)
{
    private const int Writers = 40;

    [Fact]
    public async Task Forty_parallel_writers_to_one_saga_lose_no_update()
    {
        await using var node = await TestNode.Start(Database, Cancellation, endpoint: new(Concurrency: Writers));
        var id = Guid.NewGuid();
        await node.Publish(new SubmitOrder(id), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => node.Publish(new AddItem(id), Cancellation)));
        var added = await node.Recorder.WaitFor<ItemAdded>(Writers, Cancellation);

        Assert.Equal(Enumerable.Range(1, Writers), added.Select(x => x.Count).Order());
        Assert.Empty(node.Recorder.All<Fault<AddItem>>());
        var history = await node.Reader.FindWithEvents(id, Cancellation);
        Assert.Equal(Writers, history.Record!.Saga.Count);
        Assert.Equal(Writers + 1, history.Record.Version);
        Assert.Equal(Enumerable.Range(1, Writers + 1).Select(x => (long)x), history.Events.Select(x => x.SequenceNumber));
    }

    [Fact]
    public async Task Writers_on_two_nodes_lose_no_update()
    {
        await using var first = await TestNode.Start(Database, Cancellation);
        await using var second = await TestNode.Start(Database, Cancellation);
        var id = Guid.NewGuid();
        await first.Publish(new SubmitOrder(id), Cancellation);
        await first.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(x => (x % 2 == 0 ? first : second).Publish(new AddItem(id), Cancellation)));
        await first.Recorder.WaitFor<ItemAdded>(Writers / 2, Cancellation);
        await second.Recorder.WaitFor<ItemAdded>(Writers / 2, Cancellation);

        Assert.Equal(Writers, (await first.Reader.Find(id, Cancellation))!.Saga.Count);
    }

    [Fact]
    public async Task Messages_that_race_to_create_a_saga_create_one()
    {
        await using var node = await TestNode.Start(Database, Cancellation, endpoint: new(Concurrency: Writers));
        var id = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => node.Publish(new SubmitOrder(id), Cancellation)));
        await node.Publish(new AddItem(id), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);
        await Until(async () => await node.Reader.Find(id, Cancellation) is not null);
        await node.Stop();

        Assert.Single(node.Recorder.All<OrderSubmitted>());
        Assert.Equal(1, await Database.Count("select count(*) from orders", Cancellation));
    }
}
