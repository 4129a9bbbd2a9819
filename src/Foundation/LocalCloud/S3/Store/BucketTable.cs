using System.Text.Json;
using Microsoft.Data.Sqlite;
using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.S3.Store;

internal static class BucketTable
{
    private const string Columns = "name, created, versioning, notification";

    public static Bucket? Find(SqliteSession session, string name) =>
        session.First($"SELECT {Columns} FROM bucket WHERE name = $1", Map, name);

    /// <exception cref="S3Exception">NoSuchBucket.</exception>
    public static Bucket Get(SqliteSession session, string name) => Find(session, name) ?? throw S3Errors.NoSuchBucket(name);

    public static List<Bucket> All(SqliteSession session) => session.Query($"SELECT {Columns} FROM bucket ORDER BY name", Map);

    public static void Insert(SqliteSession session, string name, DateTimeOffset created) =>
        session.Execute("INSERT INTO bucket (name, created) VALUES ($1, $2)", name, created.ToUnixTimeMilliseconds());

    public static void Delete(SqliteSession session, string name) => session.Execute("DELETE FROM bucket WHERE name = $1", name);

    public static void SetVersioning(SqliteSession session, string name, string versioning) =>
        session.Execute("UPDATE bucket SET versioning = $2 WHERE name = $1", name, versioning);

    public static void SetNotifications(SqliteSession session, string name, IReadOnlyList<NotificationRule> rules) =>
        session.Execute(
            "UPDATE bucket SET notification = $2 WHERE name = $1",
            name,
            JsonSerializer.Serialize(rules, StoreJson.Default.IReadOnlyListNotificationRule));

    private static Bucket Map(SqliteDataReader row) => new(
        row.GetString(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) ? [] : JsonSerializer.Deserialize(row.GetString(3), StoreJson.Default.IReadOnlyListNotificationRule)!);
}
