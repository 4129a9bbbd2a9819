using System.Text;
using RetailBus.AwsClients.Firehose;

namespace RetailBus.AwsClients.Tests;

public sealed class FirehoseClientTests(MotoServer moto) : IDisposable
{
    private readonly FirehoseClient _firehose = new(Clients.Options(moto.ServiceUrl ?? new Uri("http://127.0.0.1:1")));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _firehose.Dispose();

    [Fact]
    public async Task Records_reach_the_bucket_of_the_stream()
    {
        var url = moto.RequireServiceUrl();
        var name = Clients.UniqueName("stream");
        var bucket = Clients.UniqueName("bucket");
        using var http = new HttpClient();
        using (await http.PutAsync(new Uri(url, bucket), null, Cancel)) { }

        var arn = await _firehose.CreateDeliveryStreamAsync(name, Destination(bucket), Cancel);
        var description = await _firehose.DescribeDeliveryStreamAsync(name, Cancel);
        await _firehose.PutRecordAsync(name, Encoding.UTF8.GetBytes("one\n"), Cancel);
        var batch = await _firehose.PutRecordBatchAsync(name, [Encoding.UTF8.GetBytes("two\n"), Encoding.UTF8.GetBytes("three\n")], Cancel);

        Assert.Equal(arn, description.Arn);
        Assert.True(description.IsActive);
        Assert.Equal($"arn:aws:s3:::{bucket}", description.BucketArn);
        Assert.Equal(0, batch.FailedCount);
        Assert.All(batch.Results, result => Assert.True(result.Succeeded && result.RecordId is not null));
        var listing = await http.GetStringAsync(new Uri(url, $"{bucket}?list-type=2&prefix=raw/orders/"), Cancel);
        Assert.Equal(2, listing.Split("<Key>").Length - 1);
    }

    [Fact]
    public async Task A_missing_stream_is_named_not_found()
    {
        moto.RequireServiceUrl();

        var refused = await Assert.ThrowsAsync<FirehoseException>(() => _firehose.DescribeDeliveryStreamAsync("nowhere", Cancel));

        Assert.True(refused.IsNotFound, refused.ErrorCode);
    }

    [Fact]
    public async Task A_second_stream_of_the_same_name_is_refused_and_a_deleted_one_is_gone()
    {
        moto.RequireServiceUrl();
        var name = Clients.UniqueName("stream");
        await _firehose.CreateDeliveryStreamAsync(name, Destination("b"), Cancel);

        var refused = await Assert.ThrowsAsync<FirehoseException>(
            () => _firehose.CreateDeliveryStreamAsync(name, Destination("b"), Cancel));
        await _firehose.DeleteDeliveryStreamAsync(name, Cancel);

        Assert.True(refused.IsInUse, refused.ErrorCode);
        await Assert.ThrowsAsync<FirehoseException>(() => _firehose.DescribeDeliveryStreamAsync(name, Cancel));
    }

    [Fact]
    public async Task A_destination_outside_the_limits_is_refused_before_it_is_sent()
    {
        var wrong = Destination("b") with { BufferingSizeMiB = 0, BufferingIntervalSeconds = 901 };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _firehose.CreateDeliveryStreamAsync("x", wrong, Cancel));

        Assert.Contains("BufferingSizeMiB is 0: give 1 to 128", refused.Message, StringComparison.Ordinal);
        Assert.Contains("BufferingIntervalSeconds is 901", refused.Message, StringComparison.Ordinal);
    }

    private static S3Destination Destination(string bucket) => new()
    {
        BucketArn = $"arn:aws:s3:::{bucket}",
        RoleArn = "arn:aws:iam::123456789012:role/firehose",
        Prefix = "raw/orders/",
    };
}
