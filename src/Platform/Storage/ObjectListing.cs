using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace RetailBus.Platform.Storage;

/// <summary>Lists of a bucket's objects, read page by page as they are asked for, to the end. S3's faults come from the reading.</summary>
public static class ObjectListing
{
    /// <summary>Objects in the order of their keys.</summary>
    /// <param name="s3">Where they are.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What their keys begin with; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static IAsyncEnumerable<S3Object> ObjectsAsync(
        this IAmazonS3 s3, string bucket, string? prefix, CancellationToken cancellationToken) =>
        s3.ObjectsAsync(bucket, prefix, null, cancellationToken);

    /// <summary>Objects in the order of their keys, from after a key on.</summary>
    /// <param name="s3">Where they are.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What their keys begin with; null for all.</param>
    /// <param name="after">Keys up to it are left out; null for none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<S3Object> ObjectsAsync(
        this IAmazonS3 s3, string bucket, string? prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(s3);
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, StartAfter = after };
        ListObjectsV2Response page;
        do
        {
            page = await s3.ListObjectsV2Async(request, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
                yield return found;
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
    }

    /// <summary>Versions and delete markers in the order of their keys, the newest of a key first.</summary>
    /// <param name="s3">Where they are.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What their keys begin with; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<S3ObjectVersion> VersionsAsync(
        this IAmazonS3 s3, string bucket, string? prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(s3);
        var request = new ListVersionsRequest { BucketName = bucket, Prefix = prefix };
        ListVersionsResponse page;
        do
        {
            page = await s3.ListVersionsAsync(request, cancellationToken);
            foreach (var found in page.Versions ?? [])
                yield return found;
            request.KeyMarker = page.NextKeyMarker;
            request.VersionIdMarker = page.NextVersionIdMarker;
        }
        while (page.IsTruncated == true);
    }
}
