using System.Text.Json;
using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>The tags of buckets that have any.</summary>
internal static class BucketTagTable
{
    public static Dictionary<string, string>? Find(SqliteSession session, string bucket) => session.First(
        "SELECT tags FROM bucket_tags WHERE bucket = $1",
        row => JsonSerializer.Deserialize(row.GetString(0), StoreJson.Default.DictionaryStringString),
        bucket);

    public static void Set(SqliteSession session, string bucket, Dictionary<string, string> tags) => session.Execute(
        "INSERT OR REPLACE INTO bucket_tags (bucket, tags) VALUES ($1, $2)",
        bucket,
        JsonSerializer.Serialize(tags, StoreJson.Default.DictionaryStringString));

    public static void Delete(SqliteSession session, string bucket) =>
        session.Execute("DELETE FROM bucket_tags WHERE bucket = $1", bucket);
}
