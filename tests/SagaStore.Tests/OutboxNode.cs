using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Outbox;
using RetailBus.SagaStore.Schema;
using RetailBus.SagaStore.Tests.Databases;

namespace RetailBus.SagaStore.Tests;

/// <summary>The outbox of one process without a bus, so that a test decides when what is committed, sent and removed.</summary>
internal sealed class OutboxNode : IAsyncDisposable
{
    private readonly SagaDatabase _database;
    private readonly UnitOfWorkCommitter _committer;
    private readonly CommittedMessagesDelivery _delivery;
    private readonly OutboxSweeper _sweeper;
    private readonly FakeTimeProvider _time;

    public OutboxNode(TestDatabase database, FakeTimeProvider time, int sweepBatch = 100)
    {
        var options = new SagaStoreOptions { SweepBatch = sweepBatch };
        database.Configure(options);
        _time = time;
        _database = options.OpenDatabase!();
        var node = new NodeId(Guid.NewGuid());
        var wrapped = Options.Create(options);
        var sender = new OutboxSender(Delivered, wrapped, time);
        _committer = new(_database, Delivered, node, wrapped, time);
        _delivery = new(sender, wrapped, time, NullLogger<CommittedMessagesDelivery>.Instance);
        _sweeper = new(_database, sender, Delivered, node, wrapped, time, NullLogger<OutboxSweeper>.Instance);
    }

    public DeliveredMessages Delivered { get; } = new();

    public SagaDatabase Store => _database;

    public Task CreateSchema(CancellationToken cancellationToken) => new SchemaUpgrade(_database, [], _time).Run(cancellationToken);

    /// <summary>Commits a unit of work with messages to <c>queue:m1</c>, <c>queue:m2</c> and so on, and does not send them.</summary>
    public async Task<(UnitOfWork UnitOfWork, DateTimeOffset LeaseUntil)> Commit(int messages, CancellationToken cancellationToken)
    {
        var unitOfWork = new UnitOfWork();
        for (var i = 1; i <= messages; i++)
            unitOfWork.Add(Message($"queue:m{i}"));
        return (unitOfWork, await _committer.Commit(unitOfWork, cancellationToken));
    }

    public Task Deliver(
        (UnitOfWork UnitOfWork, DateTimeOffset LeaseUntil) committed,
        ISendEndpointProvider endpoints,
        CancellationToken cancellationToken) =>
        _delivery.Deliver(committed.UnitOfWork.Messages, committed.LeaseUntil, endpoints, cancellationToken);

    public Task<int> Sweep(ISendEndpointProvider endpoints, CancellationToken cancellationToken) =>
        _sweeper.Sweep(endpoints, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Delivered.Dispose();
        await _database.DisposeAsync();
    }

    private StoredMessage Message(string destination) => new(new StoredMessageDocument
    {
        MessageId = Guid.NewGuid(),
        DestinationAddress = new Uri(destination),
        ContentType = "application/vnd.masstransit+json",
        MessageTypes = "urn:message:Test:Message",
        Body = "{}",
        SentAt = _time.GetUtcNow(),
    });
}
