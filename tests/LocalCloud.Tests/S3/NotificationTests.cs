using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class NotificationTests : IAsyncLifetime
{
    private readonly CloudFixture _cloud = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _cloud.InitializeAsync();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task An_event_tells_the_object_as_amazons_own_parser_reads_it()
    {
        var bucket = await WatchedBucketAsync(versioned: true);
        var put = await _cloud.S3.PutObjectAsync(
            new() { BucketName = bucket, Key = "raw/orders/red flower+ü.csv", ContentBody = "hello" }, Cancelled);

        var (arn, body) = await _cloud.Targets.NextAsync();
        var record = Assert.Single(S3EventNotification.ParseJson(body).Records);
        Assert.Equal(RecordingTargets.Queue, arn);
        Assert.Equal("s3:ObjectCreated:Put", record.EventName);
        Assert.Contains("\"eventName\":\"ObjectCreated:Put\"", body, StringComparison.Ordinal);
        Assert.Equal("aws:s3", record.EventSource);
        Assert.Equal(bucket, record.S3.Bucket.Name);
        Assert.Equal("raw/orders/red+flower%2B%C3%BC.csv", record.S3.Object.Key);
        Assert.Equal("raw/orders/red flower+ü.csv", System.Net.WebUtility.UrlDecode(record.S3.Object.Key));
        Assert.Equal(5, record.S3.Object.Size);
        Assert.Equal(put.ETag.Trim('"'), record.S3.Object.ETag);
        Assert.Equal(put.VersionId, record.S3.Object.VersionId);
        Assert.Equal("watch", record.S3.ConfigurationId);
    }

    [Fact]
    public async Task Configuring_sends_a_test_event_and_is_read_back()
    {
        var bucket = await _cloud.NewBucketAsync();
        await ConfigureAsync(bucket);
        var (_, body) = await _cloud.Targets.NextAsync();
        using var test = JsonDocument.Parse(body);
        Assert.Equal("s3:TestEvent", test.RootElement.GetProperty("Event").GetString());
        Assert.Equal(bucket, test.RootElement.GetProperty("Bucket").GetString());

        var read = await _cloud.S3.GetBucketNotificationAsync(new GetBucketNotificationRequest { BucketName = bucket }, Cancelled);
        var queue = Assert.Single(read.QueueConfigurations);
        Assert.Equal(("watch", RecordingTargets.Queue), (queue.Id, queue.Queue));
        Assert.Equal(["raw/", ".csv"], queue.Filter.S3KeyFilter.FilterRules.Select(rule => rule.Value));
    }

    [Fact]
    public async Task Only_matching_keys_and_events_are_told()
    {
        var bucket = await WatchedBucketAsync();
        foreach (var key in new[] { "raw/a.txt", "other/a.csv", "raw/a.csv" })
            await _cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = key, ContentBody = key }, Cancelled);
        await _cloud.S3.DeleteObjectAsync(bucket, "raw/a.csv", Cancelled);
        await _cloud.S3.CopyObjectAsync(bucket, "raw/a.txt", bucket, "raw/b.csv", Cancelled);
        Assert.Equal("s3:ObjectCreated:Put raw/a.csv", await NextAsync());
        Assert.Equal("s3:ObjectRemoved:Delete raw/a.csv", await NextAsync());
        Assert.Equal("s3:ObjectCreated:Copy raw/b.csv", await NextAsync());
    }

    [Fact]
    public async Task Sequencers_rise_across_a_restart()
    {
        var bucket = await WatchedBucketAsync();
        var sequencers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            await _cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "raw/a.csv", ContentBody = $"{i}" }, Cancelled);
            var (_, body) = await _cloud.Targets.NextAsync();
            sequencers.Add(S3EventNotification.ParseJson(body).Records[0].S3.Object.Sequencer);
            if (i == 1)
                await _cloud.RestartAsync();
        }

        Assert.Equal(sequencers.Order(StringComparer.Ordinal), sequencers);
        Assert.Equal(4, sequencers.Distinct().Count());
        Assert.All(sequencers, sequencer => Assert.Equal(16, sequencer.Length));
    }

    [Fact]
    public async Task An_event_whose_target_fails_is_delivered_after_a_restart()
    {
        var bucket = await WatchedBucketAsync();
        _cloud.Targets.FailNext(int.MaxValue);
        await _cloud.S3.PutObjectAsync(new() { BucketName = bucket, Key = "raw/a.csv", ContentBody = "hello" }, Cancelled);
        await _cloud.RestartAsync();
        Assert.False(_cloud.Targets.TryNext(out _));
        _cloud.Targets.FailNext(0);
        Assert.Equal("s3:ObjectCreated:Put raw/a.csv", await NextAsync());
    }

    [Fact]
    public async Task A_target_that_does_not_exist_is_refused()
    {
        var bucket = await _cloud.NewBucketAsync();
        _cloud.Targets.Arns.Remove(RecordingTargets.Queue);
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => ConfigureAsync(bucket));
        Assert.Equal("InvalidArgument", error.ErrorCode);
        Assert.Contains(RecordingTargets.Queue, error.Message, StringComparison.Ordinal);
    }

    private async Task<string> WatchedBucketAsync(bool versioned = false)
    {
        var bucket = await _cloud.NewBucketAsync(versioned);
        await ConfigureAsync(bucket);
        await _cloud.Targets.NextAsync();
        return bucket;
    }

    private Task<PutBucketNotificationResponse> ConfigureAsync(string bucket) => _cloud.S3.PutBucketNotificationAsync(
        new()
        {
            BucketName = bucket,
            QueueConfigurations =
            [
                new()
                {
                    Id = "watch",
                    Queue = RecordingTargets.Queue,
                    Events = [EventType.ObjectCreatedAll, EventType.ObjectRemovedAll],
                    Filter = new() { S3KeyFilter = new() { FilterRules = [new("prefix", "raw/"), new("suffix", ".csv")] } },
                },
            ],
        },
        Cancelled);

    private async Task<string> NextAsync()
    {
        var record = S3EventNotification.ParseJson((await _cloud.Targets.NextAsync()).Body).Records[0];
        return $"{record.EventName} {record.S3.Object.Key}";
    }
}
