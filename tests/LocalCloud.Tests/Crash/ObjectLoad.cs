using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS.Model;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>
/// Overwrites the keys of a versioned bucket that announces its changes, and puts and deletes objects in another. Every content tells
/// its own length, so that a torn one shows whether or not its put was acknowledged.
/// </summary>
internal sealed class ObjectLoad(CrashClients clients, int number) : Load
{
    private const int Keys = 5;
    private readonly List<(string Key, string Version, int Turn)> _versions = [];
    private readonly HashSet<string> _there = [];
    private readonly HashSet<string> _deleted = [];
    private string _events = "";

    private string Versioned => $"versioned-{number}";

    private string Plain => $"plain-{number}";

    public override async Task PrepareAsync()
    {
        await clients.S3.PutBucketAsync(Plain);
        await clients.S3.PutBucketAsync(Versioned);
        await clients.S3.PutBucketVersioningAsync(
            new() { BucketName = Versioned, VersioningConfig = new() { Status = VersionStatus.Enabled } });
        _events = (await clients.Sqs.CreateQueueAsync(
            new CreateQueueRequest($"events-{number}") { Attributes = new() { ["VisibilityTimeout"] = "3600" } })).QueueUrl;
        await clients.S3.PutBucketNotificationAsync(
            new()
            {
                BucketName = Versioned,
                QueueConfigurations =
                [
                    new() { Queue = $"arn:aws:sqs:us-east-1:000000000000:events-{number}", Events = [EventType.ObjectCreatedAll] },
                ],
            });
    }

    public override async Task VerifyAsync(CancellationToken patience)
    {
        foreach (var (key, version, turn) in _versions)
            Assert.Equal(turn, await ReadWholeAsync(Versioned, key, version));
        await VerifyOrderAsync();
        foreach (var key in _there)
            await ReadWholeAsync(Plain, key, null);
        foreach (var key in _deleted)
        {
            var gone = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => clients.S3.GetObjectAsync(Plain, key, CancellationToken.None));
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        await clients.Sqs.ExpectAsync(_events, _versions.Select(v => v.Version), VersionOf, patience);
    }

    protected override async Task TurnAsync(int turn)
    {
        var key = $"k{turn % Keys}";
        var put = await clients.S3.PutObjectAsync(new() { BucketName = Versioned, Key = key, ContentBody = Content(turn) });
        _versions.Add((key, put.VersionId, turn));

        var name = $"o{turn}";
        await clients.S3.PutObjectAsync(new() { BucketName = Plain, Key = name, ContentBody = Content(turn) });
        _there.Add(name);
        if (turn % 2 == 0)
            return;
        _there.Remove(name);
        await clients.S3.DeleteObjectAsync(Plain, name);
        _deleted.Add(name);
    }

    private static string Content(int turn)
    {
        var length = 10 + turn * 7919 % 100_000;
        return $"{turn}:{length}:".PadRight(length, (char)('a' + turn % 26));
    }

    private static string VersionOf(Amazon.SQS.Model.Message message)
    {
        var body = message.Body;
        const string Mark = "\"versionId\":\"";
        var start = body.IndexOf(Mark, StringComparison.Ordinal);
        return start < 0 ? "" : body[(start + Mark.Length)..body.IndexOf('"', start + Mark.Length)];
    }

    private async Task<int> ReadWholeAsync(string bucket, string key, string? version)
    {
        using var found = await clients.S3.GetObjectAsync(new() { BucketName = bucket, Key = key, VersionId = version });
        using var reader = new StreamReader(found.ResponseStream);
        var content = await reader.ReadToEndAsync(CancellationToken.None);
        var turn = int.Parse(content.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(content == Content(turn), $"{bucket}/{key} is torn.");
        return turn;
    }

    /// <summary>Every version, acknowledged or not, is whole, and they are listed in the order of their puts.</summary>
    private async Task VerifyOrderAsync()
    {
        var listed = new List<S3ObjectVersion>();
        await foreach (var version in clients.S3.Paginators.ListVersions(new() { BucketName = Versioned }).Versions)
            listed.Add(version);
        foreach (var key in listed.GroupBy(version => version.Key))
        {
            var turns = new List<int>();
            foreach (var version in key)
                turns.Add(await ReadWholeAsync(Versioned, version.Key, version.VersionId));
            Assert.Equal(turns.OrderDescending(), turns);
        }
    }
}
