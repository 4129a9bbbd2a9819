using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Sagas;

namespace RetailBus.SagaStore.Outbox;

/// <summary>What one attempt at handling a message wants stored and sent; nothing of it has happened until it is committed.</summary>
internal sealed class UnitOfWork
{
    private readonly Lock _lock = new();
    private readonly List<SagaChange> _changes = [];
    private readonly List<StoredMessage> _messages = [];

    public InboxKey? Inbox { get; init; }

    /// <summary>Further statements of the caller's own, in the same transaction.</summary>
    public Func<SqlSession, CancellationToken, Task>? Statements { get; set; }

    public IReadOnlyList<SagaChange> Changes => _changes;

    public IReadOnlyList<StoredMessage> Messages => _messages;

    /// <summary>A saga that is as it was, with nothing to send or remember, needs no transaction.</summary>
    public bool IsEmpty => Inbox is null && Statements is null && _messages.Count == 0 && _changes.TrueForAll(x => x.IsUnchanged);

    public void Add(SagaChange change)
    {
        lock (_lock)
            _changes.Add(change);
    }

    public void Add(StoredMessage message)
    {
        lock (_lock)
            _messages.Add(message);
    }
}
