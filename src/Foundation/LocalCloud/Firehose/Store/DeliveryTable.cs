using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.Firehose.Store;

/// <summary>Open buffers and closed ones that are not yet objects.</summary>
internal static class DeliveryTable
{
    /// <summary>Adds records to a stream's open buffer.</summary>
    public static long Append(SqliteSession session, string stream, DateTimeOffset arrived, byte[] data) =>
        session.First(
            "INSERT INTO chunk (stream, arrived, data) VALUES ($1, $2, $3) RETURNING id",
            row => row.GetInt64(0),
            stream,
            arrived.ToUnixTimeMilliseconds(),
            data);

    /// <summary>Each stream's open buffer: its size in bytes and the arrival of its oldest record.</summary>
    public static List<(string Stream, long Bytes, DateTimeOffset Oldest)> Open(SqliteSession session) =>
        session.Query(
            "SELECT stream, sum(length(data)), min(arrived) FROM chunk WHERE delivery IS NULL GROUP BY stream",
            row => (row.GetString(0), row.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))));

    /// <summary>The arrival of the open buffer's oldest record; null when the buffer is empty.</summary>
    public static DateTimeOffset? Oldest(SqliteSession session, string stream)
    {
        var oldest = session.First(
            "SELECT coalesce(min(arrived), -1) FROM chunk WHERE stream = $1 AND delivery IS NULL", row => row.GetInt64(0), stream);
        return oldest < 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(oldest);
    }

    /// <summary>Closes the open buffer: all its records are to become one object.</summary>
    public static void Close(SqliteSession session, string stream, string bucket, string key, string compression)
    {
        var id = session.First(
            "INSERT INTO delivery (stream, bucket, key, compression) VALUES ($1, $2, $3, $4) RETURNING id",
            row => row.GetInt64(0),
            stream,
            bucket,
            key,
            compression);
        session.Execute("UPDATE chunk SET delivery = $1 WHERE stream = $2 AND delivery IS NULL", id, stream);
    }

    public static List<Delivery> All(SqliteSession session) =>
        session.Query(
            "SELECT id, stream, bucket, key, compression FROM delivery ORDER BY id",
            row => new Delivery(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)));

    /// <summary>The next chunk of a delivery after the given one.</summary>
    public static (long Id, byte[] Data)? ChunkAfter(SqliteSession session, long delivery, long chunk) =>
        session.First<(long, byte[])?>(
            "SELECT id, data FROM chunk WHERE delivery = $1 AND id > $2 ORDER BY id LIMIT 1",
            row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            delivery,
            chunk);

    public static void Remove(SqliteSession session, long delivery)
    {
        session.Execute("DELETE FROM chunk WHERE delivery = $1", delivery);
        session.Execute("DELETE FROM delivery WHERE id = $1", delivery);
    }
}
