using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using RetailBus.AwsClients.Sns;

namespace RetailBus.LocalCloud.Tests.Faults;

public sealed class RequestFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_service_throttles_in_its_own_words()
    {
        await using var cloud = await FaultCloud.StartAsync();
        await cloud.UseAsync("""{"kind":"throttle","share":1}""");
        var errors = await ErrorsAsync(cloud);
        Assert.Equal(["503 SlowDown", "400 RequestThrottled", "400 Throttling", "500 ServiceUnavailableException"], errors);
    }

    [Fact]
    public async Task Each_service_fails_in_its_own_words()
    {
        await using var cloud = await FaultCloud.StartAsync();
        await cloud.UseAsync("""{"kind":"serverError","share":1}""");
        var errors = await ErrorsAsync(cloud);
        Assert.Equal(["500 InternalError", "500 InternalFailure", "500 InternalError", "500 ServiceUnavailableException"], errors);
    }

    [Theory]
    [InlineData("dropBeforeEffect", false)]
    [InlineData("dropAfterEffect", true)]
    public async Task A_connection_is_cut_before_or_after_the_effect(string kind, bool hasEffect)
    {
        await using var cloud = await FaultCloud.StartAsync();
        var url = await cloud.QueueAsync("q");
        await cloud.S3.PutBucketAsync("bucket", Cancel);
        var topic = await cloud.Sns.CreateTopicAsync("t", cancellationToken: Cancel);
        var raw = new Dictionary<string, string> { ["RawMessageDelivery"] = "true" };
        await cloud.Sns.SubscribeAsync(topic, "sqs", "arn:aws:sqs:us-east-1:000000000000:q", raw, Cancel);
        await cloud.UseAsync($$"""{"kind":"{{kind}}","share":1}""");

        await Assert.ThrowsAnyAsync<Exception>(() => cloud.Sqs.SendMessageAsync(url, "sent", Cancel));
        await Assert.ThrowsAnyAsync<Exception>(() => cloud.Sns.PublishAsync(topic, new SnsMessage("published"), Cancel));
        await Assert.ThrowsAnyAsync<Exception>(
            () => cloud.S3.PutObjectAsync(new() { BucketName = "bucket", Key = "k", ContentBody = "x" }, Cancel));

        await cloud.UseAsync("");
        var bodies = new HashSet<string>();
        while (await cloud.ReceiveAsync(url) is { Count: > 0 } messages)
            bodies.UnionWith(messages.Select(m => m.Body));
        Assert.Equal(hasEffect ? ["published", "sent"] : [], bodies.Order(StringComparer.Ordinal));
        Assert.Equal(hasEffect ? 1 : 0, (await cloud.S3.ListObjectsV2Async(new() { BucketName = "bucket" }, Cancel)).KeyCount);
    }

    [Fact]
    public async Task A_rule_is_limited_to_an_operation()
    {
        await using var cloud = await FaultCloud.StartAsync();
        var url = await cloud.QueueAsync("q");
        await cloud.UseAsync("""{"kind":"throttle","share":1,"service":"sqs","operation":"SendMessageBatch"}""");
        await cloud.Sqs.SendMessageAsync(url, "m", Cancel);
        var error = await Assert.ThrowsAnyAsync<AmazonSQSException>(
            () => cloud.Sqs.SendMessageBatchAsync(url, [new("a", "m")], Cancel));
        Assert.Equal("RequestThrottled", error.ErrorCode);
        Assert.Single(await cloud.ReceiveAsync(url));
    }

    [Fact]
    public async Task The_same_plan_strikes_the_same_requests_again()
    {
        await using var cloud = await FaultCloud.StartAsync();
        var url = await cloud.QueueAsync("q");
        await cloud.UseAsync("""{"kind":"serverError","share":0.4,"service":"sqs"}""");
        var first = await OutcomesAsync(cloud, url);
        await cloud.UseAsync("""{"kind":"serverError","share":0.4,"service":"sqs"}""");
        Assert.Equal(first, await OutcomesAsync(cloud, url));
        Assert.InRange(first.Count(failed => failed), 10, 30);
    }

    [Fact]
    public async Task A_queue_of_the_older_protocol_is_throttled_too()
    {
        await using var cloud = await FaultCloud.StartAsync();
        await cloud.UseAsync("""{"kind":"throttle","share":1,"operation":"ListQueues"}""");
        using var form = new FormUrlEncodedContent([new("Action", "ListQueues"), new("Version", "2012-11-05")]);
        using var response = await cloud.Http.PostAsync("/", form, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("<Code>RequestThrottled</Code>", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<List<bool>> OutcomesAsync(FaultCloud cloud, string url)
    {
        var failed = new List<bool>();
        for (var i = 0; i < 50; i++)
        {
            try
            {
                await cloud.Sqs.SendMessageAsync(url, "m", Cancel);
                failed.Add(false);
            }
            catch (AmazonSQSException)
            {
                failed.Add(true);
            }
        }

        return failed;
    }

    private static async Task<string[]> ErrorsAsync(FaultCloud cloud)
    {
        AmazonServiceException[] errors =
        [
            await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => cloud.S3.ListBucketsAsync(Cancel)),
            await Assert.ThrowsAnyAsync<AmazonSQSException>(() => cloud.Sqs.ListQueuesAsync("", Cancel)),
            await Assert.ThrowsAnyAsync<AmazonServiceException>(() => cloud.Sns.ListTopicsAsync(cancellationToken: Cancel)),
            await Assert.ThrowsAnyAsync<AmazonServiceException>(() => cloud.Firehose.PutRecordAsync("s", new byte[1], Cancel)),
        ];
        return [.. errors.Select(error => $"{(int)error.StatusCode} {error.ErrorCode}")];
    }
}
