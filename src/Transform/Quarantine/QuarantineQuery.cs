using Amazon.S3;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.Batches;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Quarantine;

/// <summary>Quarantined rows of a batch, through its manifest.</summary>
internal sealed class QuarantineQuery(ManifestStore manifests, QuarantineRows rows, IAmazonS3 s3, WorkFolder folder)
{
    private const int AtOnce = 10_000;

    /// <returns>Null when the batch has no manifest.</returns>
    public async Task<QuarantinePage?> ReadAsync(
        string dataset, Guid batchId, int? attempt, long offset, int limit, CancellationToken cancellationToken)
    {
        attempt ??= await manifests.LatestAttemptAsync(dataset, batchId, cancellationToken);
        if (attempt is not { } number || await manifests.FindAsync(dataset, batchId, number, cancellationToken) is not { } stored)
            return null;

        using var space = folder.Open();
        var paths = await FetchAsync(stored.Manifest, space, cancellationToken);
        return new QuarantinePage
        {
            BatchId = batchId,
            Dataset = dataset,
            Attempt = number,
            Total = stored.Manifest.Rows.Quarantined,
            Offset = offset,
            Rows = paths.Count == 0 ? [] : rows.Read(paths, offset, limit, cancellationToken),
        };
    }

    /// <summary>Hands all rows over, in the order of their lines.</summary>
    public async Task ForEachAsync(BatchManifest manifest, Func<QuarantinedRow, Task> take, CancellationToken cancellationToken)
    {
        using var space = folder.Open();
        var paths = await FetchAsync(manifest, space, cancellationToken);
        for (var offset = 0L; paths.Count > 0; offset += AtOnce)
        {
            var page = rows.Read(paths, offset, AtOnce, cancellationToken);
            foreach (var row in page)
                await take(row);
            if (page.Count < AtOnce)
                return;
        }
    }

    private async Task<List<string>> FetchAsync(BatchManifest manifest, WorkSpace space, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        foreach (var file in manifest.Quarantine)
            paths.Add(await FetchAsync(file, space.File($"{paths.Count}.parquet"), cancellationToken));
        return paths;
    }

    private async Task<string> FetchAsync(ManifestFile file, string path, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(file.Bucket, file.Key, cancellationToken);
        await using var target = File.Create(path);
        await response.ResponseStream.CopyToAsync(target, cancellationToken);
        return path;
    }
}
