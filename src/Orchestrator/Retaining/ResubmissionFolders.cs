using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Runs;
using RetailBus.Platform.Storage;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>
/// Whether resubmissions may go, all of a root together, as one listing finds it: their keys are the numbers that the next one goes on
/// from, and their rows count before its rows. There can be a next one while a manifest of the root or of a resubmission stands.
/// </summary>
internal sealed class ResubmissionFolders(IAmazonS3 s3, ISagaReader<BatchRun> runs, ZoneOptions zones)
{
    private const int KeysAtOnce = 200;
    private readonly Dictionary<Guid, bool> _known = [];

    /// <param name="dataset">The dataset.</param>
    /// <param name="key">Of an object in the raw zone.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    public async Task<bool> IsNeededAsync(string dataset, string key, CancellationToken cancellationToken)
    {
        if (key.Split('/') is not [_, _, var folder, _] || !Guid.TryParse(folder, out var root)
            || !key.StartsWith(ZoneKeys.Resubmissions(dataset, root), StringComparison.Ordinal))
        {
            return false;
        }

        if (!_known.TryGetValue(root, out var isNeeded))
            _known[root] = isNeeded = await HasManifestAsync(dataset, root, cancellationToken);
        return isNeeded;
    }

    private async Task<bool> HasManifestAsync(string dataset, Guid root, CancellationToken cancellationToken)
    {
        if (await StandsAsync(dataset, root, cancellationToken))
            return true;
        var keys = await s3.ObjectsAsync(zones.Raw, ZoneKeys.Resubmissions(dataset, root), cancellationToken)
            .Select(found => found.Key)
            .ToListAsync(cancellationToken);
        foreach (var some in keys.Chunk(KeysAtOnce))
        {
            string? next = null;
            do
            {
                var query = new SagaQuery<BatchRun>().Where(run => run.Bucket, zones.Raw).WhereIn(run => run.Key, some).After(next);
                var page = await runs.List(query, cancellationToken);
                foreach (var run in page.Sagas.Select(record => record.Saga))
                {
                    if (await StandsAsync(dataset, run.CorrelationId, cancellationToken))
                        return true;
                }

                next = page.Next;
            }
            while (next is not null);
        }

        return false;
    }

    private async Task<bool> StandsAsync(string dataset, Guid batchId, CancellationToken cancellationToken)
    {
        var prefix = ZoneKeys.BatchFolder(dataset, batchId) + "manifest-";
        var request = new ListObjectsV2Request { BucketName = zones.Processed, Prefix = prefix, MaxKeys = 1 };
        return (await s3.ListObjectsV2Async(request, cancellationToken)).S3Objects is { Count: > 0 };
    }
}
