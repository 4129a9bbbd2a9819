using System.Diagnostics;
using Amazon.S3;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.AwsClients.Firehose;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>Named points between two effects at which the local cloud dies; the next one goes on from what is on disk.</summary>
public sealed class CrashPointTests : IDisposable
{
    private const string Bucket = "landed";
    private const string Key = "orders/a.csv";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("local-cloud-point-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Object_stored_and_event_unsent()
    {
        var halted = new HaltedTargets();
        var left = Path.Combine(_folder, "left");
        string version;
        await using (var dying = await ServeAsync(Path.Combine(_folder, "cloud"), halted))
        {
            using var clients = new CrashClients(dying.Url);
            await clients.S3.PutBucketAsync(Bucket, Cancelled);
            await clients.S3.PutBucketVersioningAsync(
                new() { BucketName = Bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Cancelled);
            await clients.S3.PutBucketNotificationAsync(
                new()
                {
                    BucketName = Bucket,
                    QueueConfigurations = [new() { Queue = RecordingTargets.Queue, Events = [EventType.ObjectCreatedAll] }],
                },
                Cancelled);
            version = (await clients.S3.PutObjectAsync(new() { BucketName = Bucket, Key = Key, ContentBody = "a,b\n" }, Cancelled)).VersionId;
            await halted.Reached.WaitAsync(Patience, Cancelled);
            await CopyFolderAsync(Path.Combine(_folder, "cloud"), left);
        }

        var targets = new RecordingTargets();
        await using var next = await ServeAsync(left, targets);
        using var reader = new CrashClients(next.Url);
        string body;
        do
        {
            (_, body) = await targets.NextAsync();
        }
        while (body.Contains("s3:TestEvent", StringComparison.Ordinal));
        Assert.Contains($"\"versionId\":\"{version}\"", body, StringComparison.Ordinal);
        using var found = await reader.S3.GetObjectAsync(new() { BucketName = Bucket, Key = Key, VersionId = version }, Cancelled);
        Assert.Equal(4, found.ContentLength);
    }

    [Fact]
    public async Task Firehose_object_written_and_buffer_unmarked()
    {
        var cloud = new CloudProcess(_folder);
        await using var running = cloud;
        await cloud.StartAsync(Cancelled);
        using var clients = new CrashClients(cloud.Url);
        await clients.S3.PutBucketAsync(Bucket, Cancelled);
        var destination = new S3Destination
        {
            BucketArn = "arn:aws:s3:::" + Bucket,
            RoleArn = "arn:aws:iam::000000000000:role/firehose",
            BufferingIntervalSeconds = 0,
        };
        await clients.Firehose.CreateDeliveryStreamAsync("lines", destination, Cancelled);
        OnFirehose("create trigger keep before delete on delivery begin select raise(abort, 'the process dies here'); end");
        await clients.Firehose.PutRecordBatchAsync("lines", ["a\n"u8.ToArray(), "b\n"u8.ToArray()], Cancelled);
        var key = await OnlyKeyAsync(clients);
        await cloud.KillAsync();
        Assert.Equal(1, OnFirehose("select count(*) from delivery"));

        OnFirehose("drop trigger keep");
        await cloud.StartAsync(Cancelled);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(Patience);
        while (OnFirehose("select count(*) from delivery") > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);

        Assert.Equal(0, OnFirehose("select count(*) from chunk"));
        Assert.Equal(key, await OnlyKeyAsync(clients));
        using var found = await clients.S3.GetObjectAsync(Bucket, key, Cancelled);
        using var reader = new StreamReader(found.ResponseStream);
        Assert.Equal("a\nb\n", await reader.ReadToEndAsync(Cancelled));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<LocalCloudServer> ServeAsync(string folder, IEventTargets targets) => LocalCloudServer.StartAsync(
        new LocalCloudOptions { DataDirectory = folder, Port = 0 }, loggerFactory: null, services => services.AddSingleton(targets), Cancelled);

    private static async Task<string> OnlyKeyAsync(CrashClients clients)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(Patience);
        while (true)
        {
            var listed = await clients.S3.ListObjectsV2Async(new() { BucketName = Bucket }, patience.Token);
            if (listed.S3Objects is { Count: > 0 })
                return Assert.Single(listed.S3Objects).Key;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private long OnFirehose(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "firehose", "firehose.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    /// <summary>What a kill at this moment would leave on disk. The files are open and locked, which the system's own copy ignores.</summary>
    private static async Task CopyFolderAsync(string from, string to)
    {
        using var copy = Process.Start("cp", ["-r", from, to]);
        await copy.WaitForExitAsync(Cancelled);
        Assert.Equal(0, copy.ExitCode);
    }
}
