using RetailBus.SagaStore.Databases;

namespace RetailBus.SagaStore.Outbox;

/// <summary>The rows of messages that wait to be sent.</summary>
internal static class OutboxRows
{
    private const int LongestError = 500;

    public static async Task Remove(SqlSession session, IReadOnlyList<long> sequenceNumbers, CancellationToken cancellationToken)
    {
        if (sequenceNumbers.Count == 0)
            return;

        var parameters = string.Join(", ", sequenceNumbers.Select((_, i) => $"@s{i}"));
        await using var command = session.Command(
            $"delete from saga_outbox where seq in ({parameters})", [.. sequenceNumbers.Select((x, i) => ($"s{i}", (object?)x))]);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static Task<bool> AnyDue(SagaDatabase database, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Read(
            async session =>
            {
                await using var command = session.Command("select 1 from saga_outbox where lease_until <= @now limit 1", ("now", now));
                return await command.ExecuteScalarAsync(cancellationToken) is not null;
            },
            cancellationToken);

    /// <summary>Takes the lease of rows whose lease has expired, the oldest first.</summary>
    public static async Task<List<ClaimedMessage>> Claim(
        SagaDatabase database, NodeId node, DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellationToken)
    {
        var claimed = new List<ClaimedMessage>();
        await database.Write(
            async session =>
            {
                claimed.Clear();
                await using var command = session.Command(
                    $"""
                    update saga_outbox set lease_owner = @node, lease_until = @lease_until, attempts = attempts + 1
                    where seq in (
                        select seq from saga_outbox where lease_until <= @now
                        order by lease_until, seq limit @rows {session.Dialect.SkipLocked})
                    returning seq, attempts, message
                    """,
                    ("node", node.Value),
                    ("lease_until", leaseUntil),
                    ("now", now),
                    ("rows", (long)limit));
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                    claimed.Add(new(reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2)));
            },
            cancellationToken);
        claimed.Sort((left, right) => left.SequenceNumber.CompareTo(right.SequenceNumber));
        return claimed;
    }

    /// <summary>Gives up the lease of a row that could not be sent, to be tried again at <paramref name="retryAt"/>.</summary>
    public static Task Release(
        SagaDatabase database,
        NodeId node,
        long sequenceNumber,
        DateTimeOffset retryAt,
        string error,
        CancellationToken cancellationToken) =>
        database.Write(
            async session =>
            {
                await using var command = session.Command(
                    """
                    update saga_outbox set lease_owner = null, lease_until = @retry_at, last_error = @error
                    where seq = @seq and lease_owner = @node
                    """,
                    ("seq", sequenceNumber),
                    ("node", node.Value),
                    ("retry_at", retryAt),
                    ("error", error.Length <= LongestError ? error : error[..LongestError]));
                await command.ExecuteNonQueryAsync(cancellationToken);
            },
            cancellationToken);
}
