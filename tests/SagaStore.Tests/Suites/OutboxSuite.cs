using System.Data.Common;
using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.SagaStore.Tests.Databases;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Suites;

public abstract class OutboxSuite(TestDatabase database) : DatabaseSuite(database)
{
    [Fact]
    public async Task Messages_are_delivered_once_after_the_commit_and_their_rows_are_removed()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        var ids = Enumerable.Range(0, 50).Select(_ => Guid.NewGuid()).ToArray();

        await Task.WhenAll(ids.Select(x => node.Publish(new SubmitOrder(x), Cancellation)));
        await node.Recorder.WaitFor<OrderSubmitted>(ids.Length, Cancellation);
        await Until(async () => await Database.OutboxRows(Cancellation) == 0);

        Assert.Equal(ids.Order(), node.Recorder.All<OrderSubmitted>().Select(x => x.OrderId).Order());
        Assert.Equal(ids.Length, node.Recorder.Ids<OrderSubmitted>().Distinct().Count());
    }

    [Fact]
    public async Task A_message_whose_handling_fails_stores_and_sends_nothing()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        var id = Guid.NewGuid();
        await node.Publish(new SubmitOrder(id), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        await node.Publish(new BreakOrder(id), Cancellation);
        await node.Recorder.WaitFor<Fault<BreakOrder>>(1, Cancellation);

        Assert.Empty(node.Recorder.All<OrderTouched>());
        Assert.Equal(0, (await node.Reader.Find(id, Cancellation))!.Saga.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_commit_of_the_state_fails()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        var id = Guid.NewGuid();
        await node.Publish(new SubmitOrder(id), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        await Database.RefuseUpdates("orders", Cancellation);
        await node.Publish(new AddItem(id), Cancellation);
        await node.Recorder.WaitFor<Fault<AddItem>>(1, Cancellation);
        Assert.Empty(node.Recorder.All<ItemAdded>());
        Assert.Equal(0, await Database.Count("select count(*) from saga_outbox where destination like '%ItemAdded%'", Cancellation));

        await Database.AllowUpdates("orders", Cancellation);
        await node.Publish(new AddItem(id), Cancellation);
        Assert.Equal([new ItemAdded(id, 1)], await node.Recorder.WaitFor<ItemAdded>(1, Cancellation));
    }

    [Fact]
    public async Task What_a_consumer_publishes_before_a_conflict_is_not_sent_twice()
    {
        await using var node = await TestNode.Start(
            Database, Cancellation, consumers: x => x.AddConsumer<ConflictingConsumer, ConflictingConsumerDefinition>());
        var id = Guid.NewGuid();

        await node.Publish(new TouchOrder(id), Cancellation);
        await node.Recorder.WaitFor<OrderTouched>(1, Cancellation);
        await Until(async () => await Database.OutboxRows(Cancellation) == 0);

        Assert.Equal([new OrderTouched(id, "attempt 2")], node.Recorder.All<OrderTouched>());
    }

    [Fact]
    public async Task A_message_sent_by_the_sweeper_is_the_message_that_was_published()
    {
        await using var node = await TestNode.Start(
            Database,
            Cancellation,
            store => store.DeliverAfterCommit = false,
            consumers: x => x.AddConsumer<ConflictingConsumer, ConflictingConsumerDefinition>());
        var conversation = Guid.NewGuid();
        var id = Guid.NewGuid();

        await node.Bus.Publish(new TouchOrder(id), x => x.ConversationId = conversation, Cancellation);
        await node.Recorder.WaitFor<OrderTouched>(1, Cancellation);

        var received = Assert.Single(node.Recorder.Contexts<OrderTouched>());
        Assert.Equal("ü-header", received.Headers.Get<string>("Test"));
        Assert.Equal(conversation, received.ConversationId);
        Assert.Equal(id, received.CorrelationId);
    }

    [Fact]
    public async Task The_backlog_counts_what_waits()
    {
        await using var node = await TestNode.Start(
            Database,
            Cancellation,
            store => store.DeliverAfterCommit = false,
            sweeps: false);
        var monitor = node.Services.GetRequiredService<ISagaStoreMonitor>();
        Assert.Equal(new OutboxBacklog(0, 0, null), await monitor.ReadBacklog(Cancellation));

        await node.Publish(new SubmitOrder(Guid.NewGuid()), Cancellation);
        await node.Publish(new SubmitOrder(Guid.NewGuid()), Cancellation);
        await Until(async () => (await monitor.ReadBacklog(Cancellation)).Messages == 2);

        Assert.NotNull((await monitor.ReadBacklog(Cancellation)).Oldest);
    }

    [Fact]
    public async Task Plain_code_commits_its_own_statements_and_messages_together()
    {
        await using var node = await TestNode.Start(Database, Cancellation);
        await Database.Execute("create table note (id integer primary key)", Cancellation);
        var outbox = node.Services.GetRequiredService<ITransactionalOutbox>();
        var (kept, refused) = (Guid.NewGuid(), Guid.NewGuid());

        Task Note(OutboxScope scope, Guid order)
        {
            scope.InTransaction(InsertNote);
            return scope.PublishEndpoint.Publish(new OrderClosed(order), Cancellation);
        }

        await outbox.Commit(scope => Note(scope, kept), Cancellation);
        await Assert.ThrowsAsync<SagaStoreConcurrencyException>(() => outbox.Commit(scope => Note(scope, refused), Cancellation));
        await node.Recorder.WaitFor<OrderClosed>(1, Cancellation);
        await Until(async () => await Database.OutboxRows(Cancellation) == 0);

        Assert.Equal([new OrderClosed(kept)], node.Recorder.All<OrderClosed>());
        Assert.Equal(1, await Database.Count("select count(*) from note", Cancellation));
    }

    [Fact]
    public async Task The_trace_goes_on_through_the_outbox()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = x => x.Name == "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var node = await TestNode.Start(Database, Cancellation);
        using var activity = new Activity("test").Start();

        await node.Publish(new SubmitOrder(Guid.NewGuid()), Cancellation);
        await node.Recorder.WaitFor<OrderSubmitted>(1, Cancellation);

        var received = Assert.Single(node.Recorder.Contexts<OrderSubmitted>());
        Assert.Contains(activity.TraceId.ToString(), received.Headers.Get<string>("MT-Activity-Id"), StringComparison.Ordinal);
    }

    private static async Task InsertNote(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into note values (1)";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
