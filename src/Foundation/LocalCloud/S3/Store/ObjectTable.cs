using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>All versions of all objects.</summary>
internal static class ObjectTable
{
    private const string Columns = "seq, bucket, key, version, latest, marker, size, etag, modified, headers, segments";

    public static ObjectVersion? Latest(SqliteSession session, string bucket, string key) =>
        session.First($"SELECT {Columns} FROM object WHERE bucket = $1 AND key = $2 AND latest = 1", Map, bucket, Bytes(key));

    public static ObjectVersion? Version(SqliteSession session, string bucket, string key, string version) =>
        session.First($"SELECT {Columns} FROM object WHERE bucket = $1 AND key = $2 AND version = $3", Map, bucket, Bytes(key), version);

    public static void Insert(SqliteSession session, ObjectVersion version)
    {
        session.Execute("UPDATE object SET latest = 0 WHERE bucket = $1 AND key = $2 AND latest = 1", version.Bucket, Bytes(version.Key));
        session.Execute(
            $"INSERT INTO object ({Columns}) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10)",
            version.Seq,
            version.Bucket,
            Bytes(version.Key),
            version.VersionId,
            version.IsMarker ? 1 : 0,
            version.Size,
            version.ETag,
            version.Modified.ToUnixTimeMilliseconds(),
            JsonSerializer.Serialize(version.Headers, StoreJson.Default.ObjectHeaders),
            Segment.Format(version.Segments));
    }

    public static void SetHeaders(SqliteSession session, ObjectVersion version) => session.Execute(
        "UPDATE object SET headers = $1 WHERE seq = $2",
        JsonSerializer.Serialize(version.Headers, StoreJson.Default.ObjectHeaders),
        version.Seq);

    /// <summary>Removes a version; the newest that remains becomes the latest.</summary>
    public static void Remove(SqliteSession session, ObjectVersion version)
    {
        session.Execute("DELETE FROM object WHERE seq = $1", version.Seq);
        if (!version.IsLatest)
            return;
        session.Execute(
            "UPDATE object SET latest = 1 WHERE seq = (SELECT max(seq) FROM object WHERE bucket = $1 AND key = $2)",
            version.Bucket,
            Bytes(version.Key));
    }

    public static bool Any(SqliteSession session, string bucket) =>
        session.First("SELECT 1 FROM object WHERE bucket = $1 LIMIT 1", row => row.GetInt64(0), bucket) == 1;

    /// <summary>Current objects from the cursor on, in key order.</summary>
    public static List<ObjectVersion> Scan(SqliteSession session, string bucket, ListCursor from, byte[] before, int limit) =>
        session.Query(
            $"""
            SELECT {Columns} FROM object
            WHERE bucket = $1 AND latest = 1 AND marker = 0 AND key >= $2 AND (key > $2 OR seq < $3) AND key < $4
            ORDER BY key LIMIT $5
            """,
            Map,
            bucket,
            from.Key,
            from.BelowSeq,
            before,
            limit);

    /// <summary>All versions from the cursor on, in key order, newest first.</summary>
    public static List<ObjectVersion> ScanVersions(SqliteSession session, string bucket, ListCursor from, byte[] before, int limit) =>
        session.Query(
            $"""
            SELECT {Columns} FROM object
            WHERE bucket = $1 AND key >= $2 AND (key > $2 OR seq < $3) AND key < $4
            ORDER BY key, seq DESC LIMIT $5
            """,
            Map,
            bucket,
            from.Key,
            from.BelowSeq,
            before,
            limit);

    private static byte[] Bytes(string key) => Encoding.UTF8.GetBytes(key);

    private static ObjectVersion Map(SqliteDataReader row) => new()
    {
        Seq = row.GetInt64(0),
        Bucket = row.GetString(1),
        Key = Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(2)),
        VersionId = row.GetString(3),
        IsLatest = row.GetInt64(4) == 1,
        IsMarker = row.GetInt64(5) == 1,
        Size = row.GetInt64(6),
        ETag = row.GetString(7),
        Modified = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        Headers = JsonSerializer.Deserialize(row.GetString(9), StoreJson.Default.ObjectHeaders)!,
        Segments = Segment.Parse(row.GetString(10)),
    };
}
