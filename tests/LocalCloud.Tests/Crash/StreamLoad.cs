using System.Text;
using RetailBus.AwsClients.Firehose;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>Puts records in a delivery stream that writes an object several times a second.</summary>
internal sealed class StreamLoad(CrashClients clients) : Load
{
    private const string Bucket = "stream";
    private readonly List<string> _put = [];

    public override async Task PrepareAsync()
    {
        await clients.S3.PutBucketAsync(Bucket);
        var destination = new S3Destination
        {
            BucketArn = "arn:aws:s3:::" + Bucket,
            RoleArn = "arn:aws:iam::000000000000:role/firehose",
            BufferingIntervalSeconds = 3,
        };
        await clients.Firehose.CreateDeliveryStreamAsync("lines", destination);
    }

    public override async Task VerifyAsync(CancellationToken patience)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var lines = new List<string>();
        while (_put.Except(lines).FirstOrDefault() is { } missing)
        {
            Assert.False(patience.IsCancellationRequested, $"Records are lost, e.g. {missing}");
            await foreach (var found in clients.S3.Paginators.ListObjectsV2(new() { BucketName = Bucket }).S3Objects)
            {
                if (!read.Add(found.Key))
                    continue;
                using var content = await clients.S3.GetObjectAsync(Bucket, found.Key, CancellationToken.None);
                using var reader = new StreamReader(content.ResponseStream);
                lines.AddRange((await reader.ReadToEndAsync(CancellationToken.None)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        Assert.Equal(lines.Count, lines.Distinct().Count());
    }

    protected override async Task TurnAsync(int turn)
    {
        var lines = Enumerable.Range(0, 5).Select(i => $"{turn}/{i}").ToList();
        await clients.Firehose.PutRecordBatchAsync(
            "lines", [.. lines.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line + "\n"))]);
        _put.AddRange(lines);
    }
}
