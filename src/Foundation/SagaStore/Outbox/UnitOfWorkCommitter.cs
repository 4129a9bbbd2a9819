using System.Globalization;
using Microsoft.Extensions.Options;
using RetailBus.SagaStore.Databases;
using RetailBus.SagaStore.Sagas;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Outbox;

/// <summary>
/// Commits state, events, outgoing messages and the inbox row in one transaction, and with them the removal of messages that
/// were sent since the last one, which so costs no transaction of its own.
/// </summary>
internal sealed class UnitOfWorkCommitter(
    SagaDatabase database, DeliveredMessages delivered, NodeId node, IOptions<SagaStoreOptions> options, TimeProvider time)
{
    /// <returns>The time until which this process alone may send the messages; they are stored under its lease.</returns>
    /// <exception cref="SagaStoreConcurrencyException">Another writer was first; nothing was stored.</exception>
    public async Task<DateTimeOffset> Commit(UnitOfWork unitOfWork, CancellationToken cancellationToken)
    {
        var now = LookupValue.ToMicroseconds(time.GetUtcNow());
        var leaseUntil = options.Value.DeliverAfterCommit ? now + options.Value.Lease : now;
        if (unitOfWork.IsEmpty)
            return leaseUntil;

        var removable = delivered.Take();
        try
        {
            await database.Write(
                async session =>
                {
                    if (unitOfWork.Inbox is { } key)
                        await Inbox.Record(session, key, now, cancellationToken);
                    var sagas = new SagaChangeWriter(session, now);
                    foreach (var change in unitOfWork.Changes.Where(x => !x.IsUnchanged || unitOfWork.Messages.Count > 0))
                        await sagas.Write(change, cancellationToken);
                    if (unitOfWork.Statements is { } statements)
                        await statements(session, cancellationToken);
                    foreach (var message in unitOfWork.Messages)
                        message.SequenceNumber = await Store(session, message, now, leaseUntil, cancellationToken);
                    await OutboxRows.Remove(session, removable, cancellationToken);
                },
                cancellationToken);
        }
        catch
        {
            delivered.PutBack(removable);
            throw;
        }

        delivered.Forget(removable);
        return leaseUntil;
    }

    private async Task<long> Store(
        SqlSession session, StoredMessage message, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            $"""
            insert into saga_outbox (message_id, destination, message, created_at, lease_owner, lease_until)
            values (@message_id, @destination, {session.Dialect.JsonParameter("message")}, @now, @node, @lease_until)
            returning seq
            """,
            ("message_id", message.MessageId),
            ("destination", message.DestinationAddress.ToString()),
            ("message", message.ToJson()),
            ("now", now),
            ("node", node.Value),
            ("lease_until", leaseUntil));
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
