using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Retaining;
using RetailBus.Orchestrator.Runs;
using RetailBus.Platform.Storage;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>
/// What transforms made of objects that landed before a time. Only what was listed before its run was looked at: a replay that begins
/// then writes under names of its own.
/// </summary>
internal sealed class OutputExpiry(IAmazonS3 s3, ISagaReader<BatchRun> runs, IOptions<ZoneOptions> zones)
{
    private const int MostAtOnce = 1000;

    /// <summary>In parts of at most 1,000, a batch's manifests before its files: nobody believes in files that may be gone.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ExpiringObject>> FindAsync(
        ExpiryList list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bucket = list.Entry.Zone == RetentionZones.Quarantine ? zones.Value.Quarantine : zones.Value.Processed;
        var expired = new List<ExpiringObject>();
        await foreach (var (batchId, objects) in BatchesAsync(bucket, list.Entry.Dataset, cancellationToken))
        {
            await list.BeatAsync(cancellationToken);
            if (!list.Takes((await runs.Find(batchId, cancellationToken))?.Saga, objects.Count))
                continue;
            expired.AddRange(objects.OrderBy(found => found.Key.EndsWith(".json", StringComparison.Ordinal) ? 0 : 1));
            while (expired.Count >= MostAtOnce)
            {
                yield return expired[..MostAtOnce];
                expired.RemoveRange(0, MostAtOnce);
            }
        }

        if (expired.Count > 0)
            yield return expired;
    }

    private async IAsyncEnumerable<(Guid BatchId, List<ExpiringObject> Objects)> BatchesAsync(
        string bucket, string dataset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = $"{dataset}/batch=";
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        (Guid BatchId, List<ExpiringObject> Objects) batch = (Guid.Empty, []);
        do
        {
            var listed = await s3.ListObjectsV2Async(request, cancellationToken);
            foreach (var found in listed.S3Objects ?? [])
            {
                if (!Guid.TryParse(found.Key[prefix.Length..].Split('/')[0], out var batchId)
                    || !found.Key.StartsWith(ZoneKeys.BatchFolder(dataset, batchId), StringComparison.Ordinal))
                {
                    continue;
                }

                if (batchId != batch.BatchId && batch.Objects.Count > 0)
                    yield return batch;
                if (batchId != batch.BatchId)
                    batch = (batchId, []);
                batch.Objects.Add(new ExpiringObject { Bucket = bucket, Key = found.Key, Bytes = found.Size ?? 0 });
            }

            request.ContinuationToken = listed.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);

        if (batch.Objects.Count > 0)
            yield return batch;
    }
}
