using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.Cli.Client;
using RetailBus.Contracts.Batches;

namespace RetailBus.Cli.Demo;

/// <summary>Measures from the S3 PUT's acknowledgement to the first query that sees the rows, as any S3 client would meet it.</summary>
internal sealed class LatencyProbe(IAmazonS3 s3, string rawBucket, RetailBusClient client, TimeProvider time)
{
    private const int RowsPerBatch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Lands one batch of 100 rows after another; the times in milliseconds, ascending.</summary>
    /// <param name="prefix">Begins the names of the batches and of their orders.</param>
    /// <param name="batches">How many.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<double>> MeasureAsync(string prefix, int batches, CancellationToken cancellationToken)
    {
        var times = new List<double>(batches);
        for (var number = 0; number < batches; number++)
            times.Add(await MeasureOneAsync($"{prefix}{number:00}", cancellationToken));
        times.Sort();
        return times;
    }

    /// <summary>Nearest-rank percentile of ascending values.</summary>
    public static double Percentile(IReadOnlyList<double> ascending, double share) =>
        Math.Round(ascending[Math.Clamp((int)Math.Ceiling(share * ascending.Count) - 1, 0, ascending.Count - 1)], 1);

    private async Task<double> MeasureOneAsync(string prefix, CancellationToken cancellationToken)
    {
        var key = $"orders/probe-{prefix}.csv";
        var put = await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = rawBucket, Key = key, ContentBody = DemoFiles.Small(time.GetUtcNow(), prefix, RowsPerBatch) },
            cancellationToken);
        var acknowledged = time.GetTimestamp();

        var id = BatchIds.For(new LandedObject
        {
            Bucket = rawBucket,
            Key = key,
            VersionId = put.VersionId,
            ETag = put.ETag.Trim('"'),
            Size = 0,
            LandedAt = default,
        });
        var sql = $"select count(*) from order_lines where batch_id = '{id:D}'";
        while (true)
        {
            var result = await client.QueryAsync(sql, 1, cancellationToken);
            var elapsed = time.GetElapsedTime(acknowledged);
            if (result.Rows[0][0].GetInt64() == RowsPerBatch)
                return elapsed.TotalMilliseconds;
            if (elapsed > Patience)
                throw new TimeoutException($"Batch {id} can't be queried after {Patience.TotalSeconds:0} s. See: retailbus runs show {id}");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
