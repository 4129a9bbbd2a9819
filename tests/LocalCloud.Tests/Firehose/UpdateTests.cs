using System.Text.Json.Nodes;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.Firehose;

public sealed class UpdateTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_destination_gets_what_comes_after_the_change()
    {
        var bucket = await cloud.NewBucketAsync();
        await cloud.Http.CreateStreamAsync("changed", bucket, interval: 900, prefix: "before/");
        await cloud.Http.PutBatchAsync("changed", "first");
        var (status, answer) = await UpdateAsync("changed", "1", new() { ["Prefix"] = "after/", ["FileExtension"] = ".csv" });
        Assert.True(status == 200, answer);
        await cloud.Http.PutBatchAsync("changed", "second");

        var (_, described) = await cloud.Http.CallAsync("DescribeDeliveryStream", new() { ["DeliveryStreamName"] = "changed" });
        var description = described.GetProperty("DeliveryStreamDescription");
        Assert.Equal("2", description.GetProperty("VersionId").GetString());
        var destination = description.GetProperty("Destinations")[0].GetProperty("ExtendedS3DestinationDescription");
        Assert.Equal("after/", destination.GetProperty("Prefix").GetString());
        Assert.Equal(900, destination.GetProperty("BufferingHints").GetProperty("IntervalInSeconds").GetInt32());

        await cloud.Http.CallAsync("DeleteDeliveryStream", new() { ["DeliveryStreamName"] = "changed" });
        Assert.Equal("first", await TextAsync(bucket, "before/", "/changed-1-"));
        Assert.Equal("second", await TextAsync(bucket, "after/", "/changed-2-"));
    }

    [Theory]
    [InlineData("2", "Prefix", "p/", "ConcurrentModificationException")]
    [InlineData("1", "Prefix", "!{timestamp:", "InvalidArgumentException")]
    [InlineData("1", "ErrorOutputPrefix", "!{firehose:nothing}/", "InvalidArgumentException")]
    [InlineData("1", "CompressionFormat", "Snappy", "InvalidArgumentException")]
    [InlineData("1", "BucketARN", "bucket", "ValidationException")]
    public async Task A_change_that_cannot_be_made_is_refused(string version, string name, string value, string type)
    {
        var stream = "unchanged-" + Guid.NewGuid().ToString("N");
        await cloud.Http.CreateStreamAsync(stream, "some-bucket", interval: 900);
        var (status, answer) = await UpdateAsync(stream, version, new() { [name] = value });
        Assert.Equal(400, status);
        Assert.Contains(type, answer, StringComparison.Ordinal);
        (status, answer) = await UpdateAsync(stream, "1", new() { ["ErrorOutputPrefix"] = "e/!{firehose:error-output-type}/" });
        Assert.True(status == 200, answer);
    }

    private async Task<(int Status, string Answer)> UpdateAsync(string stream, string version, JsonObject update)
    {
        var (status, answer) = await cloud.Http.CallAsync("UpdateDestination", new()
        {
            ["DeliveryStreamName"] = stream,
            ["CurrentDeliveryStreamVersionId"] = version,
            ["DestinationId"] = "destinationId-000000000001",
            ["ExtendedS3DestinationUpdate"] = update,
        });
        return (status, answer.ToString());
    }

    /// <summary>The text of the one object that comes under a prefix.</summary>
    private async Task<string> TextAsync(string bucket, string prefix, string inKey)
    {
        while (true)
        {
            var listed = await cloud.S3.ListObjectsV2Async(new() { BucketName = bucket, Prefix = prefix }, Cancelled);
            if (listed.S3Objects is not [var found])
                continue;
            Assert.Contains(inKey, found.Key, StringComparison.Ordinal);
            return await cloud.Http.GetStringAsync($"/{bucket}/{found.Key}", Cancelled);
        }
    }
}
