using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>Events that were committed with their change and are not yet known to be delivered.</summary>
internal static class EventTable
{
    public static void Add(SqliteSession session, string targetArn, string body) =>
        session.Execute("INSERT INTO pending_event (target, body) VALUES ($1, $2)", targetArn, body);

    public static List<PendingEvent> After(SqliteSession session, long id, int limit) =>
        session.Query(
            "SELECT id, target, body FROM pending_event WHERE id > $1 ORDER BY id LIMIT $2",
            row => new PendingEvent(row.GetInt64(0), row.GetString(1), row.GetString(2)),
            id,
            limit);

    public static void Remove(SqliteSession session, IEnumerable<long> ids)
    {
        foreach (var id in ids)
            session.Execute("DELETE FROM pending_event WHERE id = $1", id);
    }
}
