using System.Text.Json.Nodes;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.Firehose;

public sealed class StreamTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    [Fact]
    public async Task A_stream_is_described_listed_and_deleted()
    {
        await cloud.Http.CreateStreamAsync("described", "some-bucket", interval: 60, prefix: "raw/");
        var (_, described) = await cloud.Http.CallAsync("DescribeDeliveryStream", Named("described"));
        var description = described.GetProperty("DeliveryStreamDescription");
        Assert.Equal("ACTIVE", description.GetProperty("DeliveryStreamStatus").GetString());
        Assert.Equal(
            "arn:aws:firehose:us-east-1:000000000000:deliverystream/described", description.GetProperty("DeliveryStreamARN").GetString());
        var destination = description.GetProperty("Destinations")[0].GetProperty("ExtendedS3DestinationDescription");
        Assert.Equal("arn:aws:s3:::some-bucket", destination.GetProperty("BucketARN").GetString());
        Assert.Equal(60, destination.GetProperty("BufferingHints").GetProperty("IntervalInSeconds").GetInt32());

        var (_, listed) = await cloud.Http.CallAsync("ListDeliveryStreams", []);
        Assert.Contains("described", listed.GetProperty("DeliveryStreamNames").EnumerateArray().Select(name => name.GetString()));
        await cloud.Http.CallAsync("DeleteDeliveryStream", Named("described"));
        await AssertErrorAsync("DescribeDeliveryStream", Named("described"), "ResourceNotFoundException", "described");
    }

    [Fact]
    public async Task Every_record_gets_an_id_of_its_own_in_request_order()
    {
        await cloud.Http.CreateStreamAsync("ids", "some-bucket", interval: 900);
        var (status, answer) = await cloud.Http.PutBatchAsync("ids", "a", "b", "c");
        Assert.Equal((200, 0), (status, answer.GetProperty("FailedPutCount").GetInt32()));
        var ids = answer.GetProperty("RequestResponses").EnumerateArray().Select(item => item.GetProperty("RecordId").GetString()).ToList();
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task What_is_over_a_limit_or_unknown_is_refused_by_name()
    {
        await cloud.Http.CreateStreamAsync("limits", "some-bucket", interval: 900);
        var tooLong = new string('x', 1_024_001);
        await AssertErrorAsync(
            "PutRecord", new() { ["DeliveryStreamName"] = "limits", ["Record"] = FirehoseClient.Record(tooLong) }, "ValidationException",
            "1024000");
        await AssertErrorAsync("PutRecordBatch", Batch("limits", 501, "x"), "ValidationException", "500");
        await AssertErrorAsync("PutRecordBatch", Batch("limits", 5, new string('x', 900_000)), "InvalidArgumentException", "4 MB");
        await AssertErrorAsync("PutRecordBatch", Batch("nowhere", 1, "x"), "ResourceNotFoundException", "nowhere");
        await AssertErrorAsync("TurnDeliveryStream", [], "UnknownOperationException", "TurnDeliveryStream");
        await AssertErrorAsync(
            "CreateDeliveryStream", new() { ["DeliveryStreamName"] = "x", ["Colour"] = "red" }, "InvalidArgumentException", "Colour");
        await AssertErrorAsync(
            "CreateDeliveryStream", new() { ["DeliveryStreamName"] = "x", ["S3DestinationConfiguration"] = "text" },
            "SerializationException", "structure");
        await AssertErrorAsync("CreateDeliveryStream", Stream("limits", "p/"), "ResourceInUseException", "limits");
        await AssertErrorAsync(
            "CreateDeliveryStream", Stream("other", "!{partitionKeyFromQuery:store}/"), "InvalidArgumentException",
            "partitionKeyFromQuery");
        await AssertErrorAsync("CreateDeliveryStream", Stream("no/name", "p/"), "ValidationException", "no/name");
    }

    [Fact]
    public async Task The_aws_cli_puts_records()
    {
        await cloud.Http.CreateStreamAsync("cli", "some-bucket", interval: 900);
        var answer = await AwsCli.RunAsync(
            cloud.Url, "firehose", "put-record", "--delivery-stream-name", "cli", "--record", "{\"Data\":\"aGVsbG8=\"}", "--query",
            "RecordId", "--output", "text");
        Assert.Matches("^[0-9]{20}[.]0000", answer);
    }

    private static JsonObject Named(string stream) => new() { ["DeliveryStreamName"] = stream };

    private static JsonObject Batch(string stream, int count, string data) => new()
    {
        ["DeliveryStreamName"] = stream,
        ["Records"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)FirehoseClient.Record(data))]),
    };

    private static JsonObject Stream(string name, string prefix) => new()
    {
        ["DeliveryStreamName"] = name,
        ["S3DestinationConfiguration"] = new JsonObject { ["BucketARN"] = "arn:aws:s3:::some-bucket", ["Prefix"] = prefix },
    };

    private async Task AssertErrorAsync(string operation, JsonObject request, string type, string inMessage)
    {
        var (status, answer) = await cloud.Http.CallAsync(operation, request);
        Assert.Equal((400, type), (status, answer.GetProperty("__type").GetString()));
        Assert.Contains(inMessage, answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
