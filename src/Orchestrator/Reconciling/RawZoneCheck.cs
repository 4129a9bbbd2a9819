using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Orchestrator.Runs;
using RetailBus.Orchestrator.Services;
using RetailBus.Platform.Storage;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Reconciling;

/// <summary>Every object version of the raw zone has a run. One that has none is announced again, by the land service's own way.</summary>
internal sealed class RawZoneCheck(IAmazonS3 s3, ISagaReader<BatchRun> runs, IngestClient ingest, IOptions<ZoneOptions> zones) : IReconcileCheck
{
    private const int KeysAtOnce = 200;
    private const int Page = 1000;

    public string Name => "objects of the raw zone";

    public async Task RunAsync(ReconcileLook look, CancellationToken cancellationToken)
    {
        var settled = s3.VersionsAsync(zones.Value.Raw, prefix: null, cancellationToken)
            .Where(version => IsFile(version) && version.LastModified < look.Settled.UtcDateTime);
        await foreach (var versions in settled.Chunk(KeysAtOnce).WithCancellation(cancellationToken))
            await CheckAsync(look, versions, cancellationToken);
    }

    /// <summary>Not a delete marker, nor the empty object that some tools make for a folder.</summary>
    private static bool IsFile(S3ObjectVersion version) => version.IsDeleteMarker != true && !(version.Size == 0 && version.Key.EndsWith('/'));

    private async Task CheckAsync(ReconcileLook look, S3ObjectVersion[] versions, CancellationToken cancellationToken)
    {
        look.Checked("objects", versions.Length);
        var known = await KnownAsync([.. versions.Select(version => version.Key).Distinct()], cancellationToken);
        foreach (var version in versions)
        {
            var batchId = BatchIds.For(Landed(version));
            if (!known.Contains(batchId) && await IsLandingAsync(version, cancellationToken))
                look.Add(await AnnounceAsync(look, version, batchId, cancellationToken));
        }
    }

    /// <summary>
    /// What an erasure left of an object stands for the batch that landed there, and is no landing of its own. Nor is what was removed
    /// since it was listed: nothing can be read of it any more.
    /// </summary>
    private async Task<bool> IsLandingAsync(S3ObjectVersion version, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = zones.Value.Raw, Key = version.Key, VersionId = VersionId(version) };
        GetObjectMetadataResponse head;
        try
        {
            head = await s3.GetObjectMetadataAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        return ErasedForm.Original(name => head.Metadata[name], Landed(version)) is not { } original
            || await runs.Find(BatchIds.For(original), cancellationToken) is null;
    }

    private async Task<HashSet<Guid>> KnownAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var known = new HashSet<Guid>();
        string? next = null;
        do
        {
            var query = new SagaQuery<BatchRun>().Where(run => run.Bucket, zones.Value.Raw).WhereIn(run => run.Key, keys).Take(Page).After(next);
            var page = await runs.List(query, cancellationToken);
            known.UnionWith(page.Sagas.Select(record => record.Saga.CorrelationId));
            next = page.Next;
        }
        while (next is not null);
        return known;
    }

    private async Task<Finding> AnnounceAsync(ReconcileLook look, S3ObjectVersion version, Guid batchId, CancellationToken cancellationToken)
    {
        var refusal = look.Repair
            ? await ingest.PublishAsync(zones.Value.Raw, version.Key, VersionId(version), cancellationToken)
            : null;
        return new Finding
        {
            Kind = FindingKinds.ObjectNeverAnnounced,
            BatchId = batchId,
            Bucket = zones.Value.Raw,
            Key = version.Key,
            Detail = $"The object landed at {version.LastModified:yyyy-MM-dd HH:mm:ss}Z and has no run: its announcement was lost.",
            Action = refusal is null ? "announced again" : $"could not be announced: {refusal}",
        };
    }

    private LandedObject Landed(S3ObjectVersion version) => new()
    {
        Bucket = zones.Value.Raw,
        Key = version.Key,
        VersionId = VersionId(version),
        ETag = version.ETag.Trim('"'),
        Size = version.Size ?? 0,
        LandedAt = new DateTimeOffset(version.LastModified!.Value.ToUniversalTime()),
    };

    private static string? VersionId(S3ObjectVersion version) => ObjectVersions.Id(version.VersionId);
}
