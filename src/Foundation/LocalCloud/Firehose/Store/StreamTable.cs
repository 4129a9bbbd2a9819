using System.Text.Json;
using Microsoft.Data.Sqlite;
using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.Firehose.Store;

internal static class StreamTable
{
    private const string Select = "SELECT name, created, destination, settings FROM stream LEFT JOIN stream_settings USING (name)";

    public static DeliveryStream? Find(SqliteSession session, string name) => session.First($"{Select} WHERE name = $1", Map, name);

    /// <exception cref="FirehoseException">ResourceNotFoundException.</exception>
    public static DeliveryStream Get(SqliteSession session, string name) => Find(session, name) ?? throw FirehoseErrors.NotFound(name);

    public static List<DeliveryStream> After(SqliteSession session, string name, int limit) =>
        session.Query($"{Select} WHERE name > $1 ORDER BY name LIMIT $2", Map, name, limit);

    public static long Count(SqliteSession session) => session.First("SELECT count(*) FROM stream", row => row.GetInt64(0));

    /// <summary>Saves a stream, new or changed.</summary>
    public static void Save(SqliteSession session, DeliveryStream stream)
    {
        session.Execute(
            "INSERT OR REPLACE INTO stream (name, created, destination) VALUES ($1, $2, $3)",
            stream.Name,
            stream.Created.ToUnixTimeMilliseconds(),
            JsonSerializer.Serialize(stream.Destination, DestinationJson.Default.Destination));
        session.Execute(
            "INSERT OR REPLACE INTO stream_settings (name, settings) VALUES ($1, $2)",
            stream.Name,
            JsonSerializer.Serialize(stream.Settings, DestinationJson.Default.StreamSettings));
    }

    public static void Delete(SqliteSession session, string name)
    {
        session.Execute("DELETE FROM stream WHERE name = $1", name);
        session.Execute("DELETE FROM stream_settings WHERE name = $1", name);
    }

    private static DeliveryStream Map(SqliteDataReader row) => new(
        row.GetString(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        JsonSerializer.Deserialize(row.GetString(2), DestinationJson.Default.Destination)!,
        row.IsDBNull(3) ? new StreamSettings() : JsonSerializer.Deserialize(row.GetString(3), DestinationJson.Default.StreamSettings)!);
}
