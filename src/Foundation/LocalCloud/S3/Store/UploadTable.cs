using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.S3.Store;

/// <summary>Multipart uploads and their parts.</summary>
internal static class UploadTable
{
    private const string Columns = "id, bucket, key, created, headers";
    private const string PartColumns = "number, size, etag, modified, checksum, segments";

    public static void Insert(SqliteSession session, Upload upload) =>
        session.Execute(
            $"INSERT INTO upload ({Columns}) VALUES ($1, $2, $3, $4, $5)",
            upload.Id,
            upload.Bucket,
            Encoding.UTF8.GetBytes(upload.Key),
            upload.Created.ToUnixTimeMilliseconds(),
            JsonSerializer.Serialize(upload.Headers, StoreJson.Default.ObjectHeaders));

    /// <exception cref="S3Exception">NoSuchUpload.</exception>
    public static Upload Get(SqliteSession session, string id, string bucket, string key)
    {
        var upload = session.First($"SELECT {Columns} FROM upload WHERE id = $1", Map, id);
        return upload is not null && upload.Bucket == bucket && upload.Key == key ? upload : throw S3Errors.NoSuchUpload();
    }

    public static bool Any(SqliteSession session, string bucket) =>
        session.First("SELECT 1 FROM upload WHERE bucket = $1 LIMIT 1", row => row.GetInt64(0), bucket) == 1;

    /// <summary>A bucket's uploads whose keys have a prefix, in order of key and id, after the given one.</summary>
    public static List<Upload> Of(SqliteSession session, string bucket, string prefix, (string Key, string Id)? after, int limit) =>
        session.Query(
            $"SELECT {Columns} FROM upload WHERE bucket = $1 AND key >= $2 AND key < $3 AND (key, id) > ($4, $5) ORDER BY key, id LIMIT $6",
            Map,
            bucket,
            Encoding.UTF8.GetBytes(prefix),
            Engine.Listing.EndOf(prefix),
            Encoding.UTF8.GetBytes(after?.Key ?? ""),
            after?.Id ?? "",
            limit);

    public static void SetPart(SqliteSession session, string upload, Part part) =>
        session.Execute(
            $"INSERT OR REPLACE INTO part (upload, {PartColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            upload,
            part.Number,
            part.Size,
            part.ETag,
            part.Modified.ToUnixTimeMilliseconds(),
            part.Checksum is null ? null : $"{part.Checksum.Algorithm}:{part.Checksum.Base64}",
            Segment.Format(part.Segments));

    public static List<Part> Parts(SqliteSession session, string upload) =>
        session.Query($"SELECT {PartColumns} FROM part WHERE upload = $1 ORDER BY number", MapPart, upload);

    public static Part? Part(SqliteSession session, string upload, int number) =>
        session.First($"SELECT {PartColumns} FROM part WHERE upload = $1 AND number = $2", MapPart, upload, number);

    public static void Delete(SqliteSession session, string id)
    {
        session.Execute("DELETE FROM part WHERE upload = $1", id);
        session.Execute("DELETE FROM upload WHERE id = $1", id);
    }

    private static Checksum ParseChecksum(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new Checksum(Enum.Parse<ChecksumAlgorithm>(text[..colon]), text[(colon + 1)..]);
    }

    private static Part MapPart(SqliteDataReader row) => new(
        row.GetInt32(0),
        row.GetInt64(1),
        row.GetString(2),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        row.IsDBNull(4) ? null : ParseChecksum(row.GetString(4)),
        Segment.Parse(row.GetString(5)));

    private static Upload Map(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(2)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        JsonSerializer.Deserialize(row.GetString(4), StoreJson.Default.ObjectHeaders)!);
}
