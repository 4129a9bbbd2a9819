using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using RetailBus.LocalCloud.Hosting.Storage;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Writes bucket events as S3 does (event message structure 2.1) and records them as owed to their targets.</summary>
internal sealed class EventComposer(LocalCloudOptions options, TimeProvider time)
{
    private const string Owner = "LOCALCLOUD";

    public void Add(SqliteSession session, Bucket bucket, string eventName, ObjectVersion version)
    {
        foreach (var rule in bucket.Notifications)
        {
            if (rule.Matches(eventName, version.Key))
                EventTable.Add(session, rule.TargetArn, Compose(bucket, rule, eventName, version));
        }
    }

    /// <summary>The message that S3 sends to each target when notifications are configured.</summary>
    public string ComposeTest(string bucket) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Service", "Amazon S3");
        writer.WriteString("Event", "s3:TestEvent");
        writer.WriteString("Time", Timestamp());
        writer.WriteString("Bucket", bucket);
        writer.WriteString("RequestId", NewId());
        writer.WriteString("HostId", NewId());
        writer.WriteEndObject();
    });

    private static string NewId() => Guid.NewGuid().ToString("N").ToUpperInvariant()[..16];

    private static string Write(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            body(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private string Timestamp() => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private string Compose(Bucket bucket, NotificationRule rule, string eventName, ObjectVersion version) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("Records");
        writer.WriteStartObject();
        writer.WriteString("eventVersion", "2.1");
        writer.WriteString("eventSource", "aws:s3");
        writer.WriteString("awsRegion", options.Region);
        writer.WriteString("eventTime", Timestamp());
        writer.WriteString("eventName", eventName);
        writer.WriteStartObject("userIdentity");
        writer.WriteString("principalId", Owner);
        writer.WriteEndObject();
        writer.WriteStartObject("requestParameters");
        writer.WriteString("sourceIPAddress", "127.0.0.1");
        writer.WriteEndObject();
        writer.WriteStartObject("responseElements");
        writer.WriteString("x-amz-request-id", NewId());
        writer.WriteString("x-amz-id-2", NewId());
        writer.WriteEndObject();
        WriteEntity(writer, bucket, rule, eventName, version);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteEntity(Utf8JsonWriter writer, Bucket bucket, NotificationRule rule, string eventName, ObjectVersion version)
    {
        writer.WriteStartObject("s3");
        writer.WriteString("s3SchemaVersion", "1.0");
        writer.WriteString("configurationId", rule.Id);
        writer.WriteStartObject("bucket");
        writer.WriteString("name", bucket.Name);
        writer.WriteStartObject("ownerIdentity");
        writer.WriteString("principalId", Owner);
        writer.WriteEndObject();
        writer.WriteString("arn", $"arn:aws:s3:::{bucket.Name}");
        writer.WriteEndObject();
        writer.WriteStartObject("object");
        writer.WriteString("key", WebUtility.UrlEncode(version.Key).Replace("%2F", "/", StringComparison.Ordinal));
        if (!eventName.StartsWith("ObjectRemoved", StringComparison.Ordinal))
            writer.WriteNumber("size", version.Size);
        if (!eventName.StartsWith("ObjectRemoved", StringComparison.Ordinal) || version.IsMarker)
            writer.WriteString("eTag", version.ETag);
        if (bucket.HasVersions)
            writer.WriteString("versionId", version.VersionId);
        writer.WriteString("sequencer", version.Seq.ToString("X16", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
