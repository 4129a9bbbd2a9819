using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetailBus.LocalCloud.Firehose.Engine;
using RetailBus.LocalCloud.Firehose.Store;

namespace RetailBus.LocalCloud.Firehose.Protocol;

/// <summary>Create, describe, list and delete delivery streams.</summary>
internal sealed class StreamOperations(
    DeliveryStreams streams, StreamStatus status, EncryptionOperations encryption, LocalCloudOptions options)
{
    private const string DestinationId = "destinationId-000000000001";

    public Dictionary<string, Func<JsonElement, Task<JsonObject>>> Table => new()
    {
        ["CreateDeliveryStream"] = CreateAsync,
        ["DescribeDeliveryStream"] = request => Task.FromResult(Describe(request)),
        ["ListDeliveryStreams"] = request => Task.FromResult(List(request)),
        ["DeleteDeliveryStream"] = DeleteAsync,
        ["UpdateDestination"] = UpdateAsync,
    };

    private async Task<JsonObject> CreateAsync(JsonElement request)
    {
        request.Allow(
            "DeliveryStreamName", "DeliveryStreamType", "ExtendedS3DestinationConfiguration", "S3DestinationConfiguration",
            StreamTags.Parameter, EncryptionOperations.Parameter);
        var name = request.Text("DeliveryStreamName");
        if (request.TextOr("DeliveryStreamType", "DirectPut") != "DirectPut")
            throw FirehoseErrors.NotServed("DeliveryStreamType");
        var extended = request.TryGetProperty("ExtendedS3DestinationConfiguration", out var configuration);
        if (request.TryGetProperty("S3DestinationConfiguration", out var plain) == extended)
            throw FirehoseErrors.InvalidArgument("Exactly one destination configuration is supported for a Firehose");
        var tags = StreamTags.Add(new Dictionary<string, string>(), StreamTags.Read(request));
        var settings = new StreamSettings { Tags = tags, Encryption = encryption.Read(request) };
        await streams.CreateAsync(name, DestinationReader.Read(extended ? configuration : plain), settings);
        return new JsonObject { ["DeliveryStreamARN"] = Arn(name) };
    }

    private JsonObject Describe(JsonElement request)
    {
        request.Allow("DeliveryStreamName", "Limit", "ExclusiveStartDestinationId");
        var stream = streams.Get(request.Text("DeliveryStreamName"));
        var created = stream.Created.ToUnixTimeMilliseconds() / 1000.0;
        var description = new JsonObject
        {
            ["DeliveryStreamName"] = stream.Name,
            ["DeliveryStreamARN"] = Arn(stream.Name),
            ["DeliveryStreamStatus"] = status.Of(stream),
            ["DeliveryStreamType"] = "DirectPut",
            ["VersionId"] = stream.Destination.Version.ToString(CultureInfo.InvariantCulture),
            ["CreateTimestamp"] = created,
            ["HasMoreDestinations"] = false,
            ["Destinations"] = new JsonArray(new JsonObject
            {
                ["DestinationId"] = DestinationId,
                ["S3DestinationDescription"] = Describe(stream.Destination),
                ["ExtendedS3DestinationDescription"] = Describe(stream.Destination),
            }),
        };
        if (encryption.Describe(stream) is { } encrypted)
            description["DeliveryStreamEncryptionConfiguration"] = encrypted;
        return new JsonObject { ["DeliveryStreamDescription"] = description };
    }

    private JsonObject List(JsonElement request)
    {
        request.Allow("Limit", "DeliveryStreamType", "ExclusiveStartDeliveryStreamName");
        if (request.TextOr("DeliveryStreamType", "DirectPut") != "DirectPut")
            return new JsonObject { ["DeliveryStreamNames"] = new JsonArray(), ["HasMoreDeliveryStreams"] = false };
        var limit = request.Number("Limit", FirehoseLimits.DefaultListedStreams, 1, FirehoseLimits.MaxListedStreams);
        var found = streams.After(request.TextOr("ExclusiveStartDeliveryStreamName", ""), limit + 1);
        return new JsonObject
        {
            ["DeliveryStreamNames"] = new JsonArray([.. found.Take(limit).Select(stream => (JsonNode)stream.Name)]),
            ["HasMoreDeliveryStreams"] = found.Count > limit,
        };
    }

    private async Task<JsonObject> DeleteAsync(JsonElement request)
    {
        request.Allow("DeliveryStreamName", "AllowForceDelete");
        await streams.DeleteAsync(request.Text("DeliveryStreamName"));
        return [];
    }

    private async Task<JsonObject> UpdateAsync(JsonElement request)
    {
        request.Allow(
            "DeliveryStreamName", "CurrentDeliveryStreamVersionId", "DestinationId", "ExtendedS3DestinationUpdate", "S3DestinationUpdate");
        var name = request.Text("DeliveryStreamName");
        var version = request.Text("CurrentDeliveryStreamVersionId");
        if (request.Text("DestinationId") != DestinationId)
            throw FirehoseErrors.InvalidArgument($"Firehose {name} has one destination, {DestinationId}.");
        var extended = request.TryGetProperty("ExtendedS3DestinationUpdate", out var update);
        if (request.TryGetProperty("S3DestinationUpdate", out var plain) == extended)
            throw FirehoseErrors.InvalidArgument("Exactly one destination configuration is supported for a Firehose");
        await streams.UpdateAsync(name, version, current => DestinationReader.Read(extended ? update : plain, current));
        return [];
    }

    private static JsonObject Describe(Destination destination) => new()
    {
        ["RoleARN"] = destination.RoleArn,
        ["BucketARN"] = destination.BucketArn,
        ["Prefix"] = destination.Prefix,
        ["ErrorOutputPrefix"] = destination.ErrorOutputPrefix,
        ["BufferingHints"] = new JsonObject
        {
            ["SizeInMBs"] = destination.SizeInMBs,
            ["IntervalInSeconds"] = destination.IntervalInSeconds,
        },
        ["CompressionFormat"] = destination.CompressionFormat,
        ["FileExtension"] = destination.FileExtension,
        ["EncryptionConfiguration"] = new JsonObject { ["NoEncryptionConfig"] = "NoEncryption" },
    };

    private string Arn(string name) => $"arn:aws:firehose:{options.Region}:{options.AccountId}:deliverystream/{name}";
}
