using System.Text.Json;
using Amazon.S3.Model;
using RetailBus.LocalCloud.Tests.Faults;

namespace RetailBus.LocalCloud.Tests.Hosting;

public sealed class UsageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64 * 1024, 1)]
    [InlineData((64 * 1024) + 1, 2)]
    [InlineData(200 * 1024, 4)]
    public async Task A_message_counts_a_unit_for_each_64_KiB_when_sent_and_when_received(int bytes, int units)
    {
        await using var cloud = await FaultCloud.StartAsync();
        var queue = await cloud.QueueAsync("measured");
        await cloud.Sqs.SendMessageAsync(queue, new string('x', bytes), Cancel);
        Assert.Single(await cloud.ReceiveAsync(queue));
        Assert.Empty(await cloud.ReceiveAsync(queue));
        await cloud.Sqs.SendMessageBatchAsync(queue, [new("a", new string('x', bytes))], Cancel);

        var usage = await UsageAsync(cloud);
        Assert.Equal((1, units), usage["sqs SendMessage client"]);
        Assert.Equal((1, units), usage["sqs SendMessageBatch client"]);
        Assert.Equal((2, units + 1), usage["sqs ReceiveMessage client"]); // the empty one costs, too
    }

    [Fact]
    public async Task A_record_counts_each_5_KiB_of_its_own()
    {
        await using var cloud = await FaultCloud.StartAsync();
        await cloud.S3.PutBucketAsync("raw", Cancel);
        await cloud.Firehose.CreateDeliveryStreamAsync(
            "orders",
            new AwsClients.Firehose.S3Destination
            {
                BucketArn = "arn:aws:s3:::raw", RoleArn = "arn:aws:iam::000000000000:role/r", Prefix = "orders/", BufferingIntervalSeconds = 900,
            },
            Cancel);
        await cloud.Firehose.PutRecordBatchAsync("orders", [new byte[1], new byte[5 * 1024], new byte[(5 * 1024) + 1]], Cancel);

        Assert.Equal((1, 4), (await UsageAsync(cloud))["firehose PutRecordBatch client"]);
    }

    [Fact]
    public async Task What_S3_and_SNS_do_themselves_counts_as_theirs()
    {
        await using var cloud = await FaultCloud.StartAsync();
        var queue = await cloud.QueueAsync("events");
        var arn = (await cloud.Sqs.GetQueueAttributesAsync(queue, ["QueueArn"], Cancel)).QueueARN;
        var topic = await cloud.Sns.CreateTopicAsync("landed", cancellationToken: Cancel);
        await cloud.Sns.SubscribeAsync(topic, "sqs", arn, cancellationToken: Cancel);
        await cloud.S3.PutBucketAsync("raw", Cancel);
        await cloud.S3.PutBucketNotificationAsync(
            new PutBucketNotificationRequest
            {
                BucketName = "raw",
                TopicConfigurations = [new TopicConfiguration { Topic = topic, Events = [Amazon.S3.EventType.ObjectCreatedAll] }],
            },
            Cancel);
        await cloud.S3.PutObjectAsync(new PutObjectRequest { BucketName = "raw", Key = "k", ContentBody = "x" }, Cancel);

        var seen = 0;
        while (seen < 2) // the test event, and the object's
        {
            Cancel.ThrowIfCancellationRequested();
            seen += (await cloud.ReceiveAsync(queue, wait: 5)).Count;
        }

        var usage = await UsageAsync(cloud);
        Assert.Equal((1, 1), usage["s3 PutObject client"]);
        Assert.Equal((2, 2), usage["sns Publish s3"]);
        Assert.Equal((2, 2), usage["sqs SendMessage sns"]);
        Assert.DoesNotContain("sqs SendMessage client", usage.Keys);
    }

    [Fact]
    public async Task The_counts_can_be_read_and_not_written()
    {
        await using var cloud = await FaultCloud.StartAsync();
        using var content = new StringContent("{}");
        using var refused = await cloud.Http.PutAsync("/_admin/usage", content, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        Assert.Empty(await UsageAsync(cloud));
    }

    private static async Task<Dictionary<string, (long Requests, long Units)>> UsageAsync(FaultCloud cloud)
    {
        using var document = JsonDocument.Parse(await cloud.Http.GetStringAsync("/_admin/usage", Cancel));
        return document.RootElement.GetProperty("usage").EnumerateArray().ToDictionary(
            line => $"{line.GetProperty("service")} {line.GetProperty("operation")} {line.GetProperty("by")}",
            line => (line.GetProperty("requests").GetInt64(), line.GetProperty("units").GetInt64()),
            StringComparer.Ordinal);
    }
}
