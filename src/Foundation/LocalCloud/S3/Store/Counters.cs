using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>Numbers that only rise, across restarts too.</summary>
internal static class Counters
{
    public static long Next(SqliteSession session, string name) =>
        session.First("UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value", row => row.GetInt64(0), name);

    public static long Value(SqliteSession session, string name) =>
        session.First("SELECT value FROM counter WHERE name = $1", row => row.GetInt64(0), name);
}
