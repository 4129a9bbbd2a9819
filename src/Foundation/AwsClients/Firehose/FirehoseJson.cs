using System.Globalization;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using RetailBus.AwsClients.Protocol;

namespace RetailBus.AwsClients.Firehose;

/// <summary>Writes Firehose requests and reads its answers.</summary>
internal static class FirehoseJson
{
    public static void WriteStream(Utf8JsonWriter json, string name, S3Destination destination)
    {
        json.WriteString("DeliveryStreamName", name);
        json.WriteString("DeliveryStreamType", "DirectPut");
        json.WriteStartObject("ExtendedS3DestinationConfiguration");
        json.WriteString("BucketARN", destination.BucketArn);
        json.WriteString("RoleARN", destination.RoleArn);
        if (destination.Prefix is { } prefix) json.WriteString("Prefix", prefix);
        if (destination.ErrorOutputPrefix is { } errors) json.WriteString("ErrorOutputPrefix", errors);
        json.WriteStartObject("BufferingHints");
        json.WriteNumber("SizeInMBs", destination.BufferingSizeMiB);
        json.WriteNumber("IntervalInSeconds", destination.BufferingIntervalSeconds);
        json.WriteEndObject();
        json.WriteString("CompressionFormat", destination.CompressionFormat);
        if (destination.FileExtension is { } extension) json.WriteString("FileExtension", extension);
        json.WriteEndObject();
    }

    public static void WriteRecord(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> data)
    {
        json.WriteString("DeliveryStreamName", name);
        json.WriteStartObject("Record");
        json.WriteBase64String("Data", data.Span);
        json.WriteEndObject();
    }

    public static void WriteRecords(Utf8JsonWriter json, string name, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        json.WriteString("DeliveryStreamName", name);
        json.WriteStartArray("Records");
        foreach (var record in records)
        {
            json.WriteStartObject();
            json.WriteBase64String("Data", record.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static DeliveryStreamDescription ReadDescription(JsonElement root)
    {
        var stream = root.GetProperty("DeliveryStreamDescription");
        JsonElement s3 = default;
        if (stream.TryGetProperty("Destinations", out var destinations) && destinations.GetArrayLength() > 0)
            destinations[0].TryGetProperty("ExtendedS3DestinationDescription", out s3);
        return new DeliveryStreamDescription(
            Required(stream, "DeliveryStreamName"), Required(stream, "DeliveryStreamARN"), Required(stream, "DeliveryStreamStatus"),
            stream.Text("VersionId") ?? "1", s3.Text("BucketARN"), s3.Text("Prefix"));
    }

    public static PutRecordBatchResult ReadBatchResult(JsonElement root) => new(
        root.GetProperty("FailedPutCount").GetInt32(),
        root.GetProperty("RequestResponses").EnumerateArray()
            .Select(entry => new PutRecordResult(entry.Text("RecordId"), entry.Text("ErrorCode"), entry.Text("ErrorMessage"))).ToList());

    public static string Required(JsonElement element, string name) => element.Text(name)
        ?? throw new AmazonUnmarshallingException($"The answer has no {name}.", name, null);

    public static AmazonServiceException Fault(string? message, string? code, string? requestId, HttpStatusCode status, Exception inner) =>
        new FirehoseException(
            message ?? string.Create(CultureInfo.InvariantCulture, $"Amazon Data Firehose answered {(int)status} without an AWS error."),
            inner, code, requestId, status);
}
