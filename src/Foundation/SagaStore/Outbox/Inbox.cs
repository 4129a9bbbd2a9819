using RetailBus.SagaStore.Databases;

namespace RetailBus.SagaStore.Outbox;

/// <summary>The rows that remember which messages were handled.</summary>
internal static class Inbox
{
    private const int RowsPerRemoval = 1000;

    public static Task<bool> Contains(SagaDatabase database, InboxKey key, CancellationToken cancellationToken) =>
        database.Read(
            async session =>
            {
                await using var command = session.Command(
                    "select 1 from saga_inbox where message_id = @message and consumer_id = @consumer",
                    ("message", key.MessageId),
                    ("consumer", key.ConsumerId));
                return await command.ExecuteScalarAsync(cancellationToken) is not null;
            },
            cancellationToken);

    /// <summary>A second row for the same key violates the primary key, which the database reports as a conflict.</summary>
    public static async Task Record(SqlSession session, InboxKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            "insert into saga_inbox (message_id, consumer_id, consumed_at) values (@message, @consumer, @now)",
            ("message", key.MessageId),
            ("consumer", key.ConsumerId),
            ("now", now));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Removes rows older than <paramref name="before"/>, a bounded number per transaction.</summary>
    public static async Task RemoveOld(SagaDatabase database, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var removed = RowsPerRemoval;
        while (removed == RowsPerRemoval)
        {
            await database.Write(
                async session =>
                {
                    await using var command = session.Command(
                        """
                        delete from saga_inbox where (message_id, consumer_id) in
                            (select message_id, consumer_id from saga_inbox where consumed_at < @before order by consumed_at limit @rows)
                        """,
                        ("before", before),
                        ("rows", (long)RowsPerRemoval));
                    removed = await command.ExecuteNonQueryAsync(cancellationToken);
                },
                cancellationToken);
        }
    }
}
