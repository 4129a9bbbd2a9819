using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Suites;

public abstract class SchemaSuite(TestDatabase database) : DatabaseSuite(database)
{
    private static readonly Guid StoredOrder = Guid.Parse("0b2f1c5e-8f6b-4d0a-9f57-2a6c1d3e4f50");

    [Fact]
    public async Task A_database_written_by_the_first_schema_version_opens_in_the_newest()
    {
        await Database.Execute(Database.Fixture("v1"), Cancellation);

        await using var node = await TestNode.Start(Database, Cancellation);

        // The message that the first version left behind is sent.
        Assert.Equal([new ItemAdded(StoredOrder, 7)], await node.Recorder.WaitFor<ItemAdded>(1, Cancellation));

        // The saga is found by a lookup that the first version had and by one that it had not, and goes on with events.
        Assert.Equal(1, await node.Reader.Count(new SagaQuery<OrderState>().Where(x => x.Customer, "ada"), Cancellation));
        Assert.Equal(1, await node.Reader.Count(new SagaQuery<OrderState>().Where(x => x.Priority, Priority.High), Cancellation));
        await node.Publish(new AddItem(StoredOrder), Cancellation);
        await node.Recorder.WaitFor<ItemAdded>(2, Cancellation);
        var history = await node.Reader.FindWithEvents(StoredOrder, Cancellation);
        Assert.Equal((8, 4L), (history.Record!.Saga.Count, history.Record.Version));
        Assert.Equal("item 8", Assert.Single(history.Events).Read<OrderEvent>().Text);
        Assert.Equal(2, await Database.Count("select count(*) from saga_schema_version", Cancellation));
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_all_start()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TestNode.Start(Database, Cancellation))));

        Assert.Equal(2, await Database.Count("select count(*) from saga_schema_version", Cancellation));
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task A_lookup_that_is_declared_later_is_filled_for_stored_sagas()
    {
        static void OneLookup(SagaTableBuilder<OrderState> table) => table.Table("orders").Lookup("state", x => x.CurrentState);
        var id = Guid.NewGuid();
        await using (var before = await TestNode.Start(Database, Cancellation, table: OneLookup))
        {
            await before.Publish(new SubmitOrder(id, "ada"), Cancellation);
            await before.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);
        }

        await using var after = await TestNode.Start(Database, Cancellation);

        var page = await after.Reader.List(new SagaQuery<OrderState>().Where(x => x.Customer, "ada"), Cancellation);
        Assert.Equal(id, Assert.Single(page.Sagas).Saga.CorrelationId);
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_is_refused()
    {
        await using (await TestNode.Start(Database, Cancellation))
            await Database.Execute("update saga_schema_version set version = 99 where version = 2", Cancellation);

        var refusal = await Assert.ThrowsAsync<SagaStoreException>(() => TestNode.Start(Database, Cancellation));
        Assert.Contains("schema version 99", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lookup_whose_type_has_changed_is_refused()
    {
        await using (await TestNode.Start(Database, Cancellation))
        {
        }

        var refusal = await Assert.ThrowsAsync<SagaStoreException>(
            () => TestNode.Start(Database, Cancellation, table: x => x.Table("orders").Lookup("customer", o => o.Count)));
        Assert.Contains("Column 'customer' of table 'orders' is text", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declared_indexes_are_created()
    {
        await using var node = await TestNode.Start(Database, Cancellation);

        Assert.True(await Database.HasIndex("ix_orders_customer", Cancellation));
        Assert.True(await Database.HasIndex("ix_orders_priority_is_open", Cancellation));
    }
}
