using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Contracts.Retaining;
using RetailBus.Orchestrator.Runs;
using RetailBus.Platform.Storage;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>Versions of the raw zone that landed before a time. What an erasure left of an object is as old as what landed.</summary>
internal sealed class RawExpiry(IAmazonS3 s3, ISagaReader<BatchRun> runs, ErasedForms forms, IOptions<ZoneOptions> zones)
{
    private const int Page = 1000;
    private const int KeysAtOnce = 200;

    /// <summary>What S3 calls the one version of an object that was put without versioning.</summary>
    private const string Unversioned = "null";

    /// <summary>In parts of at most 1,000.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ExpiringObject>> FindAsync(
        ExpiryList list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var resubmissions = new ResubmissionFolders(s3, runs, zones.Value);
        var request = new ListVersionsRequest { BucketName = zones.Value.Raw, Prefix = $"{list.Entry.Dataset}/", MaxKeys = Page };
        ListVersionsResponse listed;
        do
        {
            await list.BeatAsync(cancellationToken);
            listed = await s3.ListVersionsAsync(request, cancellationToken);
            var old = (listed.Versions ?? []).Where(version => IsFile(version) && version.LastModified < list.Entry.CutOff.UtcDateTime);
            var expired = new List<ExpiringObject>();
            foreach (var versions in old.Chunk(KeysAtOnce))
                expired.AddRange(await ExpiredAsync(list, resubmissions, versions, cancellationToken));
            if (expired.Count > 0)
                yield return expired;
            request.KeyMarker = listed.NextKeyMarker;
            request.VersionIdMarker = listed.NextVersionIdMarker;
        }
        while (listed.IsTruncated == true);

        await foreach (var part in forms.FindAsync(list, resubmissions, cancellationToken))
            yield return part;
    }

    private static bool IsFile(S3ObjectVersion version) =>
        version.IsDeleteMarker != true && !(version.Size == 0 && version.Key.EndsWith('/'));

    private async Task<List<ExpiringObject>> ExpiredAsync(
        ExpiryList list, ResubmissionFolders resubmissions, S3ObjectVersion[] versions, CancellationToken cancellationToken)
    {
        var known = await RunsAsync([.. versions.Select(version => version.Key).Distinct()], cancellationToken);
        var expired = new List<ExpiringObject>();
        foreach (var version in versions)
        {
            await list.BeatAsync(cancellationToken);
            var landed = Landed(version);
            var run = known.GetValueOrDefault(BatchIds.For(landed)) ?? await RunOfFormAsync(landed, cancellationToken);
            if (!list.Takes(run))
                continue;
            if (await resubmissions.IsNeededAsync(list.Entry.Dataset, version.Key, cancellationToken))
                list.Keep();
            else
                expired.Add(Expiring(version, landed));
        }

        return expired;
    }

    private async Task<Dictionary<Guid, BatchRun>> RunsAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var known = new Dictionary<Guid, BatchRun>();
        string? next = null;
        do
        {
            var query = new SagaQuery<BatchRun>()
                .Where(run => run.Bucket, zones.Value.Raw)
                .WhereIn(run => run.Key, keys)
                .Take(Page)
                .After(next);
            var page = await runs.List(query, cancellationToken);
            foreach (var run in page.Sagas.Select(record => record.Saga))
                known[run.CorrelationId] = run;
            next = page.Next;
        }
        while (next is not null);
        return known;
    }

    private async Task<BatchRun?> RunOfFormAsync(LandedObject found, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = found.Bucket, Key = found.Key, VersionId = found.VersionId };
        try
        {
            var head = await s3.GetObjectMetadataAsync(request, cancellationToken);
            return ErasedForm.Original(name => head.Metadata[name], found) is { } original
                ? (await runs.Find(BatchIds.For(original), cancellationToken))?.Saga
                : null;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null; // gone since it was listed
        }
    }

    /// <summary>Without versions, newer content may come to stand there at any moment: it is removed on condition.</summary>
    private static ExpiringObject Expiring(S3ObjectVersion version, LandedObject landed) => new()
    {
        Bucket = landed.Bucket,
        Key = landed.Key,
        VersionId = landed.VersionId ?? (version.IsLatest == true ? null : Unversioned),
        ETag = landed.VersionId is null && version.IsLatest == true ? landed.ETag : null,
        Bytes = landed.Size,
    };

    private LandedObject Landed(S3ObjectVersion version) => new()
    {
        Bucket = zones.Value.Raw,
        Key = version.Key,
        VersionId = version.VersionId is null or "" or Unversioned ? null : version.VersionId,
        ETag = version.ETag.Trim('"'),
        Size = version.Size ?? 0,
        LandedAt = new DateTimeOffset(version.LastModified!.Value.ToUniversalTime()),
    };
}
