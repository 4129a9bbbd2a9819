using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Storage;

namespace RetailBus.Transform.Erasing;

/// <summary>Everything of a dataset that stands in the raw zone: all versions, and erased forms that stand elsewhere.</summary>
internal sealed class RawVersions(IAmazonS3 s3, IOptions<ZoneOptions> zones)
{
    /// <summary>What S3 calls the one version of an object that was put without versioning.</summary>
    public const string Unversioned = "null";

    public async IAsyncEnumerable<RawVersion> ListAsync(string dataset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListVersionsRequest { BucketName = zones.Value.Raw, Prefix = $"{dataset}/" };
        ListVersionsResponse page;
        do
        {
            page = await s3.ListVersionsAsync(request, cancellationToken);
            foreach (var version in (page.Versions ?? []).Where(version => version.IsDeleteMarker != true && version.Size > 0))
                yield return new RawVersion(Landed(zones.Value.Raw, version, Version(version.VersionId)), version.IsLatest == true);
            request.KeyMarker = page.NextKeyMarker;
            request.VersionIdMarker = page.NextVersionIdMarker;
        }
        while (page.IsTruncated == true);

        var moved = new ListObjectsV2Request { BucketName = zones.Value.Processed, Prefix = ErasureStore.FormsFolder(dataset) };
        ListObjectsV2Response forms;
        do
        {
            forms = await s3.ListObjectsV2Async(moved, cancellationToken);
            foreach (var form in forms.S3Objects ?? [])
                yield return new RawVersion(Landed(zones.Value.Processed, form, versionId: null), IsNewest: false);
            moved.ContinuationToken = forms.NextContinuationToken;
        }
        while (forms.IsTruncated == true);
    }

    private static LandedObject Landed(string bucket, S3Object listed, string? versionId) => new()
    {
        Bucket = bucket,
        Key = listed.Key,
        VersionId = versionId,
        ETag = listed.ETag.Trim('"'),
        Size = listed.Size ?? 0,
        LandedAt = new DateTimeOffset(listed.LastModified!.Value.ToUniversalTime()),
    };

    private static string? Version(string? versionId) => versionId is null or "" or Unversioned ? null : versionId;
}
