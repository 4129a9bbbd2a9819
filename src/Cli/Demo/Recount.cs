using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.Cli.Client;
using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Demo;

/// <summary>Counts every term of both equations again, from the zones' objects and by SQL, without a look at what the runs counted.</summary>
internal sealed class Recount(IAmazonS3 s3, RetailBusClient client)
{
    /// <summary>Of completed runs: which they are is all that is taken from them.</summary>
    public async Task<DemoReport.RowCounts> CountAsync(IReadOnlyList<RunSummary> completed, CancellationToken cancellationToken)
    {
        var raw = new RawCounts();
        foreach (var run in completed)
        {
            using var landed = await s3.GetObjectAsync(
                new GetObjectRequest { BucketName = run.Object.Bucket, Key = run.Object.Key, VersionId = run.Object.VersionId }, cancellationToken);
            raw += await RawCounts.OfAsync(landed.ResponseStream, cancellationToken);
        }

        var (accepted, quarantined) = await ParquetCounts.OfAsync(s3, completed, client, cancellationToken);
        return new DemoReport.RowCounts(
            raw.Records, raw.Headers, accepted, quarantined, raw.Repeats,
            await ScalarAsync("select count(*) from order_lines", cancellationToken),
            await ScalarAsync("select count(*) from order_line_history where reason = 'replaced'", cancellationToken),
            await ScalarAsync("select count(*) from order_line_history where reason = 'repeated'", cancellationToken),
            await ScalarAsync("select count(*) from order_line_history where reason = 'superseded'", cancellationToken));
    }

    private async Task<long> ScalarAsync(string sql, CancellationToken cancellationToken) =>
        (await client.QueryAsync(sql, 1, cancellationToken)).Rows[0][0].GetInt64();
}
