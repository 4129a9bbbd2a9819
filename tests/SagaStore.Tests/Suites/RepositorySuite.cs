using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Suites;

public abstract class RepositorySuite(TestDatabase database) : DatabaseSuite(database)
{
    [Fact]
    public async Task A_saga_is_stored_and_found_again_as_it_was()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        var submitted = new DateTimeOffset(2024, 2, 29, 23, 59, 59, 123, 456, TimeSpan.FromHours(2));
        var message = new SubmitOrder(
            Guid.NewGuid(), "Ada \"the\" first ☕", Priority.High, submitted, Guid.NewGuid());

        await node.Publish(message, Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        var record = await node.Reader.Find(message.OrderId, Cancellation);
        Assert.NotNull(record);
        Assert.Equal(1, record.Version);
        Assert.Equal(record.CreatedAt, record.UpdatedAt);
        Assert.Equal("Open", record.Saga.CurrentState);
        Assert.Equal(message.Customer, record.Saga.Customer);
        Assert.Equal(message.Priority, record.Saga.Priority);
        Assert.Equal(message.SubmittedAt, record.Saga.SubmittedAt);
        Assert.Equal(message.ParentId, record.Saga.ParentId);
    }

    [Fact]
    public async Task Sagas_survive_a_restart_of_the_process()
    {
        var id = Guid.NewGuid();
        await using (var first = await TestNode.Start(Database, Cancellation))
        {
            await first.Publish(new SubmitOrder(id), Cancellation);
            await first.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);
        }

        await using var second = await TestNode.Start(Database, Cancellation);
        await second.Publish(new AddItem(id), Cancellation);
        var added = Assert.Single(await second.Recorder.WaitFor<ItemAdded>(1, Cancellation));
        Assert.Equal(1, added.Count);
    }

    [Fact]
    public async Task A_saga_is_found_by_a_lookup_and_by_its_new_value_after_a_change()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        var (ada, bob) = (Guid.NewGuid(), Guid.NewGuid());
        await node.Publish(new SubmitOrder(ada, "ada"), Cancellation);
        await node.Publish(new SubmitOrder(bob, "bob"), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(2, Cancellation);

        await node.Publish(new CustomerCalled("ada"), Cancellation);
        Assert.Equal([new OrderTouched(ada, "call")], await node.Recorder.WaitFor<OrderTouched>(1, Cancellation));

        await node.Publish(new RenameCustomer(ada, "eve"), Cancellation);
        await node.Recorder.WaitFor<OrderTouched>(2, Cancellation);
        await node.Publish(new CustomerCalled("eve"), Cancellation);
        Assert.Equal(new OrderTouched(ada, "call"), (await node.Recorder.WaitFor<OrderTouched>(3, Cancellation))[2]);
    }

    [Fact]
    public async Task All_sagas_that_an_expression_over_several_lookups_matches_get_the_message()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        var high = new[] { Guid.NewGuid(), Guid.NewGuid() };
        await node.Publish(new SubmitOrder(high[0], Priority: Priority.High), Cancellation);
        await node.Publish(new SubmitOrder(high[1], Priority: Priority.High), Cancellation);
        await node.Publish(new SubmitOrder(Guid.NewGuid(), Priority: Priority.Low), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(3, Cancellation);

        await node.Publish(new CancelUrgent(Priority.High, IsOpen: true), Cancellation);

        var touched = await node.Recorder.WaitFor<OrderTouched>(2, Cancellation);
        Assert.Equal(high.Order(), touched.Select(x => x.OrderId).Order());
    }

    [Fact]
    public async Task A_message_for_a_missing_saga_goes_the_configured_way()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        var id = Guid.NewGuid();

        await node.Publish(new CheckOrder(id), Cancellation);

        Assert.Equal([new OrderMissing(id)], await node.Recorder.WaitFor<OrderMissing>(1, Cancellation));
        Assert.Null(await node.Reader.Find(id, Cancellation));
    }

    [Fact]
    public async Task A_finalised_saga_is_removed_and_its_events_are_kept()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        var id = Guid.NewGuid();
        await node.Publish(new SubmitOrder(id), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        await node.Publish(new CloseOrder(id), Cancellation);
        await node.Recorder.WaitFor<OrderClosed>(1, Cancellation);

        var history = await node.Reader.FindWithEvents(id, Cancellation);
        Assert.Null(history.Record);
        Assert.Equal(["submitted", "closed"], history.Events.Select(x => x.Read<OrderEvent>().Text));
    }

    [Fact]
    public async Task Events_go_with_a_finalised_saga_when_so_declared()
    {
        await using var node = await TestNode.Start(
            Database, Cancellation, table: x => x.Lookup("customer", o => o.Customer).Lookup("priority", o => o.Priority)
                .Lookup("is_open", o => o.IsOpen).Events(o => o.TakeNewEvents(), removeWithSaga: true));
        var id = Guid.NewGuid();
        await node.Publish(new SubmitOrder(id), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        await node.Publish(new CloseOrder(id), Cancellation);
        await node.Recorder.WaitFor<OrderClosed>(1, Cancellation);

        Assert.Empty(await node.Reader.Events(id, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_message_that_changes_nothing_writes_nothing()
    {
        await using var node = await TestNode.Start(Database, Cancellation, endpoint: new(Concurrency: 1));
        var id = Guid.NewGuid();
        await node.Publish(new SubmitOrder(id), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        await node.Publish(new ReviewOrder(id), Cancellation);
        await node.Publish(new AddItem(id), Cancellation);
        await node.Recorder.WaitFor<ItemAdded>(1, Cancellation);

        var record = await node.Reader.Find(id, Cancellation);
        Assert.Equal(2, record!.Version);
    }
}
