using System.Text.Json;
using Amazon.S3;
using DuckDB.NET.Data;
using RetailBus.Cli.Client;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Demo;

/// <summary>Rows that truly stand in the Parquet files of both zones.</summary>
internal static class ParquetCounts
{
    public static async Task<(long Accepted, long Quarantined)> OfAsync(
        IAmazonS3 s3, IReadOnlyList<RunSummary> completed, RetailBusClient client, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("retailbus-recount-");
        try
        {
            long accepted = 0, quarantined = 0;
            foreach (var summary in completed)
            {
                var run = await client.RunAsync(summary.Id, cancellationToken);
                using var response = await s3.GetObjectAsync(run.Manifest!.Bucket, run.Manifest.Key, cancellationToken);
                var manifest = (await JsonSerializer.DeserializeAsync<BatchManifest>(response.ResponseStream, BatchManifest.Json, cancellationToken))!;
                accepted += await RowsAsync(s3, manifest.Files, folder.FullName, cancellationToken);
                quarantined += await RowsAsync(s3, manifest.Quarantine, folder.FullName, cancellationToken);
            }

            return (accepted, quarantined);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<long> RowsAsync(IAmazonS3 s3, IReadOnlyList<ManifestFile> files, string folder, CancellationToken cancellationToken)
    {
        long rows = 0;
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync(cancellationToken);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, "part.parquet");
            using (var response = await s3.GetObjectAsync(file.Bucket, file.Key, cancellationToken))
                await response.WriteResponseStreamToFileAsync(path, append: false, cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"select count(*) from read_parquet('{path}')";
            rows += (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }

        return rows;
    }
}
