using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Amazon.SQS;
using RetailBus.AwsClients.Firehose;
using RetailBus.AwsClients.Sns;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.Signing;

/// <summary>Requests that clients sign which know nothing of this implementation.</summary>
public sealed class SignedRequestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_key_may_do_everything()
    {
        await using var cloud = await SignedCloud.StartAsync();
        using var s3 = cloud.S3();
        using var sqs = cloud.Sqs();
        using var sns = cloud.Sns();
        using var firehose = cloud.Firehose();
        await s3.PutBucketAsync("bkt", Cancel);
        var url = (await sqs.CreateQueueAsync("q", Cancel)).QueueUrl;
        await sqs.SendMessageAsync(url, "größer & <kleiner>", Cancel);
        Assert.Equal("größer & <kleiner>", Assert.Single((await sqs.ReceiveMessageAsync(url, Cancel)).Messages).Body);
        var topic = await sns.CreateTopicAsync("t", cancellationToken: Cancel);
        await sns.PublishAsync(topic, new SnsMessage("a+b=c&d ü"), Cancel);
        var destination = new S3Destination { BucketArn = "arn:aws:s3:::bkt", RoleArn = "arn:aws:iam::000000000000:role/r" };
        await firehose.CreateDeliveryStreamAsync("f", destination, Cancel);
        await firehose.PutRecordAsync("f", "x"u8.ToArray(), Cancel);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a b+c/ü%41~*'(!)/x=y&z")]
    public async Task Every_way_of_sending_an_object_is_verified(string key)
    {
        await using var cloud = await SignedCloud.StartAsync();
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("bkt", Cancel);
        var text = new string('x', 200_000);
        foreach (var chunked in new[] { true, false })
        {
            await s3.PutObjectAsync(new() { BucketName = "bkt", Key = key, ContentBody = text, UseChunkEncoding = chunked }, Cancel);
            using var found = await s3.GetObjectAsync("bkt", key, Cancel);
            Assert.Equal(text.Length, found.ContentLength);
        }

        var listed = await s3.ListObjectsV2Async(new() { BucketName = "bkt", Prefix = key[..1], Delimiter = "+ /" }, Cancel);
        Assert.Equal(key, Assert.Single(listed.S3Objects).Key);
        using var transfer = new TransferUtility(s3, new TransferUtilityConfig { MinSizeBeforePartUpload = 5 * 1024 * 1024 });
        using var large = new MemoryStream(new byte[6 * 1024 * 1024]);
        await transfer.UploadAsync(large, "bkt", key, Cancel);
        Assert.Equal(6 * 1024 * 1024, (await s3.GetObjectMetadataAsync("bkt", key, Cancel)).ContentLength);
        await s3.DeleteObjectsAsync(new() { BucketName = "bkt", Objects = [new() { Key = key }] }, Cancel);
    }

    [Theory]
    [InlineData("AKIALOCALCLOUD", "SignatureDoesNotMatch", "SignatureDoesNotMatch", "SignatureDoesNotMatch", "InvalidSignatureException")]
    [InlineData("AKIASTRANGER", "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidClientTokenId", "UnrecognizedClientException")]
    public async Task A_wrong_secret_and_an_unknown_key_are_refused_in_each_services_words(string id, params string[] codes)
    {
        await using var cloud = await SignedCloud.StartAsync();
        var wrong = new LocalCloudCredential(id, "wrong");
        Assert.Equal(codes, await CodesAsync(cloud, wrong));
        using var s3 = cloud.S3();
        Assert.Empty((await s3.ListBucketsAsync(Cancel)).Buckets ?? []);
    }

    [Fact]
    public async Task A_clock_may_be_a_quarter_of_an_hour_off_and_not_more()
    {
        await using var cloud = await SignedCloud.StartAsync();
        using var s3 = cloud.S3();
        cloud.Time.Advance(TimeSpan.FromMinutes(14));
        await s3.PutBucketAsync("bkt", Cancel);
        cloud.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(
            ["RequestTimeTooSkewed", "SignatureDoesNotMatch", "SignatureDoesNotMatch", "InvalidSignatureException"],
            await CodesAsync(cloud, SignedCloud.Known));
    }

    [Theory]
    [InlineData(true, "SignatureDoesNotMatch")]
    [InlineData(false, "XAmzContentSHA256Mismatch")]
    public async Task An_object_that_was_changed_on_the_way_is_refused(bool chunked, string code)
    {
        await using var cloud = await SignedCloud.StartAsync();
        using var honest = cloud.S3();
        await honest.PutBucketAsync("bkt", Cancel);
        using var s3 = cloud.S3(sender: new TamperingSender("19.99", "00.01"));
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.PutObjectAsync(
            new() { BucketName = "bkt", Key = "k", ContentBody = "price 19.99", UseChunkEncoding = chunked }, Cancel));
        Assert.Equal(code, refused.ErrorCode);
        await Assert.ThrowsAsync<NoSuchKeyException>(() => honest.GetObjectAsync("bkt", "k", Cancel));
    }

    [Fact]
    public async Task A_checksum_that_was_changed_on_the_way_is_refused()
    {
        await using var cloud = await SignedCloud.StartAsync();
        using var honest = cloud.S3();
        await honest.PutBucketAsync("bkt", Cancel);
        using var s3 = cloud.S3(sender: new TamperingSender("x-amz-checksum-crc32:", "x-amz-checksum-crc3_:"));
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => s3.PutObjectAsync(new() { BucketName = "bkt", Key = "k", ContentBody = "hello" }, Cancel));
        Assert.Equal("SignatureDoesNotMatch", refused.ErrorCode);
    }

    [Fact]
    public async Task A_message_that_was_changed_on_the_way_is_refused()
    {
        await using var cloud = await SignedCloud.StartAsync();
        using var honest = cloud.Sqs();
        var url = (await honest.CreateQueueAsync("q", Cancel)).QueueUrl;
        using var sqs = cloud.Sqs(sender: new TamperingSender("19.99", "00.01"));
        var refused = await Assert.ThrowsAsync<AmazonSQSException>(() => sqs.SendMessageAsync(url, "price 19.99", Cancel));
        Assert.Equal("SignatureDoesNotMatch", refused.ErrorCode);
        Assert.Empty((await honest.ReceiveMessageAsync(url, Cancel)).Messages ?? []);
    }

    [Fact]
    public async Task The_aws_cli_signs_as_it_should()
    {
        await using var cloud = await SignedCloud.StartAsync();
        await AwsCli.RunAsync(cloud.Url, "s3", "mb", "s3://cli");
        await AwsCli.RunAsync(cloud.Url, "s3", "cp", typeof(SignedRequestTests).Assembly.Location, "s3://cli/a b/c.dll");
        Assert.Contains("c.dll", await AwsCli.RunAsync(cloud.Url, "s3", "ls", "s3://cli/a b/"), StringComparison.Ordinal);
        await AwsCli.RunAsync(cloud.Url, "sqs", "create-queue", "--queue-name", "cli");
        await AwsCli.RunAsync(cloud.Url, "sns", "create-topic", "--name", "cli");
    }

    /// <summary>What S3, SQS, SNS and Firehose answer to a call with these credentials.</summary>
    private static async Task<string[]> CodesAsync(SignedCloud cloud, LocalCloudCredential pair)
    {
        using var s3 = cloud.S3(pair);
        using var sqs = cloud.Sqs(pair);
        using var sns = cloud.Sns(pair);
        using var firehose = cloud.Firehose(pair);
        return
        [
            (await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.PutBucketAsync("wrong", Cancel))).ErrorCode,
            (await Assert.ThrowsAsync<AmazonSQSException>(() => sqs.CreateQueueAsync("wrong", Cancel))).ErrorCode,
            (await Assert.ThrowsAsync<SnsException>(() => sns.CreateTopicAsync("wrong", cancellationToken: Cancel))).ErrorCode,
            (await Assert.ThrowsAsync<FirehoseException>(() => firehose.DescribeDeliveryStreamAsync("wrong", Cancel))).ErrorCode,
        ];
    }
}
