using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.S3.Model;
using RetailBus.LocalCloud.Tests.Firehose;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>What any Firehose with S3 behind it has to do.</summary>
public abstract class FirehoseSuite(CloudUnderTest cloud) : Suite(cloud)
{
    [Fact]
    public async Task A_stream_becomes_active_and_says_what_it_is()
    {
        var cloud = Cloud();
        var (name, bucket) = await StreamAsync(cloud);
        var description = await DescribeAsync(cloud, name);
        Assert.Equal(("ACTIVE", "DirectPut"), (Text(description, "DeliveryStreamStatus"), Text(description, "DeliveryStreamType")));
        var destination = description.GetProperty("Destinations")[0].GetProperty("ExtendedS3DestinationDescription");
        Assert.Equal($"arn:aws:s3:::{bucket}", destination.GetProperty("BucketARN").GetString());
        var (_, listed) = await cloud.Http.CallAsync("ListDeliveryStreams", new() { ["Limit"] = 1000 });
        Assert.Contains(name, listed.GetProperty("DeliveryStreamNames").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    public async Task Records_become_an_object_below_the_prefix()
    {
        var cloud = Cloud();
        var (name, bucket) = await StreamAsync(cloud, prefix: "raw/orders/");
        var (status, answer) = await cloud.Http.PutBatchAsync(name, "a,1\n", "b,2\n");
        Assert.Equal((200, 0), (status, answer.GetProperty("FailedPutCount").GetInt32()));
        Assert.Equal(2, answer.GetProperty("RequestResponses").GetArrayLength());
        var delivered = await DeliveredAsync(cloud, bucket);
        Assert.Matches($"^raw/orders/[0-9]{{4}}/[0-9]{{2}}/[0-9]{{2}}/[0-9]{{2}}/{name}-1-[0-9-]{{19}}-[0-9a-f-]{{36}}$", delivered.Key);
        using var found = await cloud.S3.GetObjectAsync(bucket, delivered.Key, Cancelled);
        using var reader = new StreamReader(found.ResponseStream);
        Assert.Equal("a,1\nb,2\n", await reader.ReadToEndAsync(Cancelled));
    }

    [Fact]
    public async Task Gzip_objects_unpack()
    {
        var cloud = Cloud();
        var (name, bucket) = await StreamAsync(cloud, compression: "GZIP");
        await cloud.Http.PutBatchAsync(name, "a,1\n");
        var delivered = await DeliveredAsync(cloud, bucket);
        Assert.EndsWith(".gz", delivered.Key, StringComparison.Ordinal);
        using var found = await cloud.S3.GetObjectAsync(bucket, delivered.Key, Cancelled);
        await using var unpacked = new GZipStream(found.ResponseStream, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal("a,1\n", await reader.ReadToEndAsync(Cancelled));
    }

    [Fact]
    public async Task Prefix_expressions_are_evaluated()
    {
        var cloud = Cloud();
        var (name, bucket) = await StreamAsync(cloud, prefix: "p/!{timestamp:yyyy}/!{firehose:random-string}/");
        await cloud.Http.PutBatchAsync(name, "a,1\n");
        Assert.Matches($"^p/[0-9]{{4}}/[A-Za-z0-9]{{11}}/{name}-", (await DeliveredAsync(cloud, bucket)).Key);
    }

    [Fact]
    public async Task Tags_are_kept()
    {
        var cloud = Cloud();
        var (name, _) = await StreamAsync(cloud);
        await DoAsync(cloud, "TagDeliveryStream", new()
        {
            ["DeliveryStreamName"] = name,
            ["Tags"] = new JsonArray(Tag("team", "data"), Tag("cost", "7")),
        });
        await DoAsync(cloud, "UntagDeliveryStream", new() { ["DeliveryStreamName"] = name, ["TagKeys"] = new JsonArray("team") });
        var listed = await DoAsync(cloud, "ListTagsForDeliveryStream", new() { ["DeliveryStreamName"] = name });
        Assert.Equal("cost", Text(Assert.Single(listed.GetProperty("Tags").EnumerateArray()), "Key"));
        Assert.False(listed.GetProperty("HasMoreTags").GetBoolean());
    }

    [Fact]
    public async Task Encryption_is_switched()
    {
        var cloud = Cloud();
        var (name, _) = await StreamAsync(cloud);
        await DoAsync(cloud, "StartDeliveryStreamEncryption", new() { ["DeliveryStreamName"] = name });
        await UntilEncryptionAsync(cloud, name, "ENABLED");
        await DoAsync(cloud, "StopDeliveryStreamEncryption", new() { ["DeliveryStreamName"] = name });
        await UntilEncryptionAsync(cloud, name, "DISABLED");
    }

    [Fact]
    public async Task A_destination_is_updated_by_its_version()
    {
        var cloud = Cloud();
        var (name, _) = await StreamAsync(cloud);
        var before = await DescribeAsync(cloud, name);
        JsonObject Update() => new()
        {
            ["DeliveryStreamName"] = name,
            ["CurrentDeliveryStreamVersionId"] = Text(before, "VersionId"),
            ["DestinationId"] = Text(before.GetProperty("Destinations")[0], "DestinationId"),
            ["ExtendedS3DestinationUpdate"] = new JsonObject { ["Prefix"] = "other/" },
        };
        await DoAsync(cloud, "UpdateDestination", Update());
        var after = await DescribeAsync(cloud, name);
        var destination = after.GetProperty("Destinations")[0].GetProperty("ExtendedS3DestinationDescription");
        Assert.Equal(("2", "other/"), (Text(after, "VersionId"), Text(destination, "Prefix")));
        var (_, stale) = await cloud.Http.CallAsync("UpdateDestination", Update());
        Assert.EndsWith("ConcurrentModificationException", Text(stale, "__type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_has_a_name()
    {
        var cloud = Cloud();
        var (name, bucket) = await StreamAsync(cloud);
        var (_, absent) = await cloud.Http.PutBatchAsync(name + "-absent", "x");
        Assert.EndsWith("ResourceNotFoundException", Text(absent, "__type"), StringComparison.Ordinal);
        var (_, twice) = await cloud.Http.CallAsync("CreateDeliveryStream", Stream(name, bucket, "", "UNCOMPRESSED"));
        Assert.EndsWith("ResourceInUseException", Text(twice, "__type"), StringComparison.Ordinal);
    }

    private static JsonObject Tag(string key, string value) => new() { ["Key"] = key, ["Value"] = value };

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    private static JsonObject Stream(string name, string bucket, string prefix, string compression) => new()
    {
        ["DeliveryStreamName"] = name,
        ["DeliveryStreamType"] = "DirectPut",
        ["ExtendedS3DestinationConfiguration"] = new JsonObject
        {
            ["BucketARN"] = $"arn:aws:s3:::{bucket}",
            ["RoleARN"] = "arn:aws:iam::000000000000:role/firehose",
            ["Prefix"] = prefix,
            ["CompressionFormat"] = compression,
            ["BufferingHints"] = new JsonObject { ["SizeInMBs"] = 1, ["IntervalInSeconds"] = 60 },
        },
    };

    private static async Task<(string Name, string Bucket)> StreamAsync(
        CloudUnderTest cloud, string prefix = "", string compression = "UNCOMPRESSED")
    {
        var (name, bucket) = (CloudUnderTest.NewName("suite"), CloudUnderTest.NewName("suite"));
        await cloud.S3.PutBucketAsync(bucket, Cancelled);
        await DoAsync(cloud, "CreateDeliveryStream", Stream(name, bucket, prefix, compression));
        await UntilAsync(() => DescribeAsync(cloud, name), found => Text(found, "DeliveryStreamStatus") == "ACTIVE");
        return (name, bucket);
    }

    private static async Task<JsonElement> DoAsync(CloudUnderTest cloud, string operation, JsonObject request)
    {
        var (status, answer) = await cloud.Http.CallAsync(operation, request);
        Assert.True(status == 200, $"{operation}: {answer}");
        return answer;
    }

    private static async Task<JsonElement> DescribeAsync(CloudUnderTest cloud, string name) =>
        (await DoAsync(cloud, "DescribeDeliveryStream", new() { ["DeliveryStreamName"] = name })).GetProperty("DeliveryStreamDescription");

    private static Task<JsonElement> UntilEncryptionAsync(CloudUnderTest cloud, string name, string status) => UntilAsync(
        () => DescribeAsync(cloud, name),
        found => found.TryGetProperty("DeliveryStreamEncryptionConfiguration", out var encryption) && Text(encryption, "Status") == status);

    private static async Task<S3Object> DeliveredAsync(CloudUnderTest cloud, string bucket) => (await UntilAsync(
        async () => (await cloud.S3.ListObjectsV2Async(new() { BucketName = bucket }, Cancelled)).S3Objects ?? [],
        found => found.Count > 0))[0];
}
