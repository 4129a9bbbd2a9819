using System.Text.Json;
using Microsoft.Data.Sqlite;
using RetailBus.LocalCloud.Hosting.Storage;

namespace RetailBus.LocalCloud.Firehose.Store;

internal static class StreamTable
{
    public static DeliveryStream? Find(SqliteSession session, string name) =>
        session.First("SELECT name, created, destination FROM stream WHERE name = $1", Map, name);

    /// <exception cref="FirehoseException">ResourceNotFoundException.</exception>
    public static DeliveryStream Get(SqliteSession session, string name) => Find(session, name) ?? throw FirehoseErrors.NotFound(name);

    public static List<DeliveryStream> After(SqliteSession session, string name, int limit) =>
        session.Query("SELECT name, created, destination FROM stream WHERE name > $1 ORDER BY name LIMIT $2", Map, name, limit);

    public static void Insert(SqliteSession session, DeliveryStream stream) =>
        session.Execute(
            "INSERT INTO stream (name, created, destination) VALUES ($1, $2, $3)",
            stream.Name,
            stream.Created.ToUnixTimeMilliseconds(),
            JsonSerializer.Serialize(stream.Destination, DestinationJson.Default.Destination));

    public static void Update(SqliteSession session, DeliveryStream stream) =>
        session.Execute(
            "UPDATE stream SET destination = $2 WHERE name = $1",
            stream.Name,
            JsonSerializer.Serialize(stream.Destination, DestinationJson.Default.Destination));

    public static void Delete(SqliteSession session, string name) => session.Execute("DELETE FROM stream WHERE name = $1", name);

    private static DeliveryStream Map(SqliteDataReader row) => new(
        row.GetString(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        JsonSerializer.Deserialize(row.GetString(2), DestinationJson.Default.Destination)!);
}
