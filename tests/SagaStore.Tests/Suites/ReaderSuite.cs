using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Suites;

public abstract class ReaderSuite(TestDatabase database) : DatabaseSuite(database)
{
    private static readonly DateTimeOffset Day = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Pages_in_either_order_hold_every_saga_once_also_among_equal_values()
    {
        await using var node = await Seed(25);

        var ascending = await ReadPages(node, () => new SagaQuery<OrderState>().OrderBy(x => x.SubmittedAt).Take(4));
        var descending = await ReadPages(node, () => new SagaQuery<OrderState>().OrderByDescending(x => x.SubmittedAt).Take(4));
        var byId = await ReadPages(node, () => new SagaQuery<OrderState>().Take(7));

        Assert.Equal(25, ascending.Select(x => x.CorrelationId).Distinct().Count());
        Assert.Equal(25, ascending.Count);
        Assert.Equal(ascending.Select(x => x.SubmittedAt).Order(), ascending.Select(x => x.SubmittedAt));
        Assert.Equal(ascending.AsEnumerable().Reverse().Select(x => x.CorrelationId), descending.Select(x => x.CorrelationId));
        Assert.Equal(25, byId.Select(x => x.CorrelationId).Distinct().Count());
    }

    [Fact]
    public async Task A_list_goes_on_after_any_saga_as_after_a_page()
    {
        await using var node = await Seed(9);
        static SagaQuery<OrderState> Query() => new SagaQuery<OrderState>().OrderByDescending(x => x.SubmittedAt);
        var all = (await node.Reader.List(Query(), Cancellation)).Sagas.Select(x => x.Saga).ToList();

        for (var last = 0; last < all.Count; last++)
        {
            var rest = await node.Reader.List(Query().AfterSaga(all[last]), Cancellation);
            Assert.Equal(all.Skip(last + 1).Select(x => x.CorrelationId), rest.Sagas.Select(x => x.Saga.CorrelationId));
        }
    }

    [Fact]
    public async Task Conditions_for_equality_lists_and_ranges_find_what_they_say()
    {
        await using var node = await Seed(12);
        var reader = node.Reader;
        static SagaQuery<OrderState> Query() => new();

        Assert.Equal(4, await reader.Count(Query().Where(x => x.Priority, Priority.High), Cancellation));
        Assert.Equal(8, await reader.Count(Query().WhereIn(x => x.Priority, [Priority.High, Priority.Low]), Cancellation));
        Assert.Equal(0, await reader.Count(Query().WhereIn(x => x.Priority, []), Cancellation));
        Assert.Equal(6, await reader.Count(Query().Where(x => x.Customer, null), Cancellation));
        Assert.Equal(12, await reader.Count(Query().WhereIn(x => x.Customer, [null, "even"]), Cancellation));
        Assert.Equal(12, await reader.Count(Query().Where(x => x.IsOpen, true), Cancellation));
        Assert.Equal(
            2,
            await reader.Count(
                Query().WhereInRange(x => x.SubmittedAt, Day.AddHours(1), Day.AddHours(2)).Where(x => x.CurrentState, "Open"),
                Cancellation));
        Assert.Equal(10, await reader.Count(Query().WhereInRange(x => x.SubmittedAt, Day.AddHours(1), null), Cancellation));
        Assert.Equal(12, await reader.Count(Query().WhereInRange(x => x.Count, null, 1), Cancellation));
    }

    [Fact]
    public async Task Counts_are_grouped_by_a_lookup()
    {
        await using var node = await Seed(12);

        var byPriority = await node.Reader.CountBy(x => x.Priority, cancellationToken: Cancellation);
        var byCustomer = await node.Reader.CountBy(
            x => x.Customer, new SagaQuery<OrderState>().Where(x => x.Priority, Priority.Low), Cancellation);

        Assert.Equal([(Priority.High, 4L), (Priority.Low, 4L), (Priority.Normal, 4L)], byPriority.Select(x => (x.Value, x.Count)));
        Assert.Equal([(null, 2L), ("even", 2L)], byCustomer.Select(x => (x.Value, x.Count)).OrderBy(x => x.Value, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_query_that_the_table_was_not_declared_for_is_refused()
    {
        await using var node = await Seed(1);
        var reader = node.Reader;
        var page = await ReadCursor(node);

        var unknown = await Assert.ThrowsAsync<SagaStoreException>(
            async () => await reader.Count(new SagaQuery<OrderState>().Where(x => x.CorrelationId.ToString(), "a"), Cancellation));
        Assert.Contains("is not a lookup of OrderState", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SagaStoreException>(
            async () => await reader.List(new SagaQuery<OrderState>().OrderBy(x => x.Customer), Cancellation));
        await Assert.ThrowsAsync<SagaStoreException>(
            async () => await reader.List(new SagaQuery<OrderState>().OrderBy(x => x.CurrentState).After(page), Cancellation));
        await Assert.ThrowsAsync<SagaStoreException>(
            async () => await reader.List(new SagaQuery<OrderState>().After("not a cursor!"), Cancellation));
    }

    [Fact]
    public async Task Events_are_numbered_in_order_and_read_in_parts()
    {
        await using var node = await Seed(1);
        var id = (await node.Reader.List(new(), Cancellation)).Sagas[0].Saga.CorrelationId;
        for (var i = 1; i <= 3; i++)
        {
            await node.Publish(new AddItem(id), Cancellation);
            await node.Recorder.WaitFor<ItemAdded>(i, Cancellation);
        }

        var events = await node.Reader.Events(id, after: 1, limit: 2, Cancellation);

        Assert.Equal([(2L, "item 1"), (3L, "item 2")], events.Select(x => (x.SequenceNumber, x.Read<OrderEvent>().Text)));
        Assert.True(events[0].At <= events[1].At);
    }

    private static async Task<string?> ReadCursor(TestNode node)
    {
        await node.Publish(new SubmitOrder(Guid.NewGuid()), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(2, Cancellation);
        return (await node.Reader.List(new SagaQuery<OrderState>().OrderBy(x => x.SubmittedAt).Take(1), Cancellation)).Next;
    }

    private static async Task<List<OrderState>> ReadPages(TestNode node, Func<SagaQuery<OrderState>> query)
    {
        var sagas = new List<OrderState>();
        string? next = null;
        do
        {
            var page = await node.Reader.List(query().After(next), Cancellation);
            sagas.AddRange(page.Sagas.Select(x => x.Saga));
            next = page.Next;
        }
        while (next is not null);

        return sagas;
    }

    /// <summary>Two orders an hour, priorities in turn, every other one without a customer.</summary>
    private async Task<TestNode> Seed(int count)
    {
        var node = await TestNode.Start(Database, Cancellation);
        for (var i = 0; i < count; i++)
        {
            var message = new SubmitOrder(Guid.NewGuid(), i % 2 == 0 ? "even" : null, (Priority)(i % 3), Day.AddHours(i / 2));
            await node.Publish(message, Cancellation);
        }

        await node.Recorder.WaitFor<OrderSubmitted>(count, Cancellation);
        return node;
    }
}
