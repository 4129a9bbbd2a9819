using System.IO.Compression;
using Amazon.S3.Model;
using Microsoft.Extensions.Time.Testing;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.Firehose;

public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    private readonly CloudFixture _cloud = new();
    private string _bucket = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cloud.Time = _time;
        await _cloud.InitializeAsync();
        _bucket = await _cloud.NewBucketAsync();
        await _cloud.S3.PutBucketNotificationAsync(
            new()
            {
                BucketName = _bucket,
                QueueConfigurations = [new() { Queue = RecordingTargets.Queue, Events = [Amazon.S3.EventType.ObjectCreatedAll] }],
            },
            Cancelled);
        await _cloud.Targets.NextAsync();
    }

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Records_become_one_object_without_delimiters_when_the_interval_has_passed()
    {
        await _cloud.Http.CreateStreamAsync("orders", _bucket, interval: 60, prefix: "raw/orders/");
        await _cloud.Http.PutBatchAsync("orders", "a,1\n", "b,2");
        _time.Advance(TimeSpan.FromSeconds(59));
        await _cloud.Http.PutBatchAsync("orders", "c,3\n");
        Assert.Null((await _cloud.S3.ListObjectsV2Async(new() { BucketName = _bucket }, Cancelled)).S3Objects);

        _time.Advance(TimeSpan.FromSeconds(1));
        await _cloud.Targets.NextAsync();
        var (key, content) = await OnlyObjectAsync(compressed: false);
        Assert.Equal("a,1\nb,2c,3\n", content);
        Assert.Matches("^raw/orders/2026/03/04/05/orders-1-2026-03-04-05-06-07-[0-9a-f-]{36}$", key);
    }

    [Fact]
    public async Task A_full_buffer_is_delivered_at_once_and_the_next_one_waits()
    {
        await _cloud.Http.CreateStreamAsync("orders", _bucket, interval: 900);
        var record = new string('x', 600_000);
        await _cloud.Http.PutBatchAsync("orders", record, record);
        await _cloud.Targets.NextAsync();
        await _cloud.Http.PutBatchAsync("orders", "rest");
        var (_, content) = await OnlyObjectAsync(compressed: false);
        Assert.Equal(1_200_000, content.Length);
    }

    [Fact]
    public async Task Gzip_objects_have_their_suffix_and_unpack()
    {
        await _cloud.Http.CreateStreamAsync(
            "orders", _bucket, interval: 0, prefix: "p/!{timestamp:yyyy/MM/dd}/!{firehose:random-string}/", compression: "GZIP");
        await _cloud.Http.PutBatchAsync("orders", "a", "b");
        await _cloud.Targets.NextAsync();
        var (key, content) = await OnlyObjectAsync(compressed: true);
        Assert.Equal("ab", content);
        Assert.Matches("^p/2026/03/04/[A-Za-z0-9]{11}/orders-1-2026-03-04-05-06-07-[0-9a-f-]{36}[.]gz$", key);
    }

    [Fact]
    public async Task Acknowledged_records_survive_a_restart()
    {
        await _cloud.Http.CreateStreamAsync("orders", _bucket, interval: 60);
        await _cloud.Http.PutBatchAsync("orders", "kept");
        await _cloud.RestartAsync();
        _time.Advance(TimeSpan.FromSeconds(60));
        await _cloud.Targets.NextAsync();
        Assert.Equal("kept", (await OnlyObjectAsync(compressed: false)).Content);
    }

    [Fact]
    public async Task Records_wait_for_their_bucket_and_outlive_their_stream()
    {
        await _cloud.Http.CreateStreamAsync("orders", "not-there-yet", interval: 0);
        await _cloud.Http.PutBatchAsync("orders", "kept");
        await _cloud.Http.CallAsync("DeleteDeliveryStream", new() { ["DeliveryStreamName"] = "orders" });
        await _cloud.S3.PutBucketAsync("not-there-yet", Cancelled);
        await _cloud.RestartAsync();
        ListObjectsV2Response listed;
        do
        {
            listed = await _cloud.S3.ListObjectsV2Async(new() { BucketName = "not-there-yet" }, Cancelled);
        }
        while (listed.S3Objects is null);
        Assert.Equal(4, Assert.Single(listed.S3Objects).Size);
    }

    [Fact]
    public async Task A_delivery_that_S3_fails_is_tried_again_until_it_succeeds()
    {
        var blobs = Path.Combine(_cloud.DataDirectory, "s3", "blobs");
        if (Directory.Exists(blobs))
            Directory.Delete(blobs, recursive: true);
        await File.WriteAllTextAsync(blobs, "in the way of the folder", Cancelled);
        await _cloud.Http.CreateStreamAsync("orders", _bucket, interval: 60);
        await _cloud.Http.PutBatchAsync("orders", "kept");
        _time.Advance(TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null((await _cloud.S3.ListObjectsV2Async(new() { BucketName = _bucket }, Cancelled)).S3Objects);

        File.Delete(blobs);
        var told = _cloud.Targets.NextAsync();
        while (!told.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(told, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled));
        }

        await told;
        Assert.Equal("kept", (await OnlyObjectAsync(compressed: false)).Content);
    }

    private async Task<(string Key, string Content)> OnlyObjectAsync(bool compressed)
    {
        var listed = await _cloud.S3.ListObjectsV2Async(new() { BucketName = _bucket }, Cancelled);
        var key = Assert.Single(listed.S3Objects).Key;
        using var found = await _cloud.S3.GetObjectAsync(_bucket, key, Cancelled);
        await using var content = compressed ? new GZipStream(found.ResponseStream, CompressionMode.Decompress) : found.ResponseStream;
        using var reader = new StreamReader(content);
        return (key, await reader.ReadToEndAsync(Cancelled));
    }
}
