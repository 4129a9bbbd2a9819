using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetailBus.LocalCloud.Firehose.Engine;
using RetailBus.LocalCloud.Metering;

namespace RetailBus.LocalCloud.Firehose.Protocol;

/// <summary>PutRecord and PutRecordBatch.</summary>
internal sealed class RecordOperations(DeliveryStreams streams, UsageMeter meter)
{
    public Dictionary<string, Func<JsonElement, Task<JsonObject>>> Table => new()
    {
        ["PutRecord"] = PutAsync,
        ["PutRecordBatch"] = PutBatchAsync,
    };

    private async Task<JsonObject> PutAsync(JsonElement request)
    {
        request.Allow("DeliveryStreamName", "Record");
        if (!request.TryGetProperty("Record", out var record))
            throw FirehoseErrors.Validation("Value at 'record' failed to satisfy constraint: Member must not be null");
        byte[][] records = [Data(record, "record")];
        var (chunk, isEncrypted) = await streams.PutAsync(request.Text("DeliveryStreamName"), records);
        meter.Records("PutRecord", records);
        return new JsonObject { ["RecordId"] = RecordId(chunk, 0), ["Encrypted"] = isEncrypted };
    }

    private async Task<JsonObject> PutBatchAsync(JsonElement request)
    {
        request.Allow("DeliveryStreamName", "Records");
        if (!request.TryGetProperty("Records", out var items) || items.ValueKind != JsonValueKind.Array
            || items.GetArrayLength() is 0 or > FirehoseLimits.MaxBatchRecords)
            throw FirehoseErrors.Validation(
                $"Value at 'records' failed to satisfy constraint: 1 to {FirehoseLimits.MaxBatchRecords} records");
        var records = items.EnumerateArray().Select((item, i) => Data(item, $"records.{i + 1}.member")).ToList();
        if (records.Sum(record => (long)record.Length) > FirehoseLimits.MaxBatchBytes)
            throw FirehoseErrors.InvalidArgument("Records size exceeds 4 MB limit");
        var (chunk, isEncrypted) = await streams.PutAsync(request.Text("DeliveryStreamName"), records);
        meter.Records("PutRecordBatch", records);
        var responses = records.Select((_, i) => (JsonNode)new JsonObject { ["RecordId"] = RecordId(chunk, i) });
        return new JsonObject { ["FailedPutCount"] = 0, ["Encrypted"] = isEncrypted, ["RequestResponses"] = new JsonArray([.. responses]) };
    }

    private static string RecordId(long chunk, int index) => string.Create(CultureInfo.InvariantCulture, $"{chunk:D20}.{index:D4}");

    private static byte[] Data(JsonElement record, string path)
    {
        if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty("Data", out var value)
            || value.ValueKind != JsonValueKind.String)
            throw FirehoseErrors.Validation($"Value at '{path}.data' failed to satisfy constraint: Member must not be null");
        record.Allow("Data");
        if (!value.TryGetBytesFromBase64(out var data))
            throw new FirehoseException("SerializationException", $"{path}.data is not base64.");
        return data.Length <= FirehoseLimits.MaxRecordBytes
            ? data
            : throw FirehoseErrors.Validation(
                $"Value at '{path}.data' failed to satisfy constraint: Member must have length less than or equal to "
                + $"{FirehoseLimits.MaxRecordBytes}");
    }
}
