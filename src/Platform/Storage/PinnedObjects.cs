using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Platform.Storage;

/// <summary>Reads of exactly the object version that landed, never of what came after it.</summary>
public static class PinnedObjects
{
    /// <summary>Opens the landed version: by version id, or where the bucket is not versioned by <c>If-Match</c> on the ETag.</summary>
    /// <exception cref="BatchRejectedException">The version is gone: <see cref="FailureCodes.Overwritten"/>.</exception>
    public static async Task<GetObjectResponse> OpenAsync(this IAmazonS3 s3, LandedObject landed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(s3);
        ArgumentNullException.ThrowIfNull(landed);
        var request = new GetObjectRequest { BucketName = landed.Bucket, Key = landed.Key };
        if (landed.VersionId is not null)
            request.VersionId = landed.VersionId;
        else
            request.EtagToMatch = $"\"{landed.ETag}\"";

        try
        {
            return await s3.GetObjectAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e) when (IsGone(e))
        {
            throw new BatchRejectedException(
                FailureCodes.Overwritten,
                $"\"{landed.Key}\" was overwritten or removed before it was read. Its newer content has a run of its own; if it was removed by "
                + "mistake, land it again.",
                e);
        }
    }

    /// <summary>Opens a manifest as it was when it was named.</summary>
    /// <exception cref="BatchRejectedException">It is gone or not the one named: <see cref="FailureCodes.OutputChanged"/>.</exception>
    public static async Task<GetObjectResponse> OpenAsync(this IAmazonS3 s3, ManifestReference manifest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(s3);
        ArgumentNullException.ThrowIfNull(manifest);
        try
        {
            return await s3.GetObjectAsync(
                new GetObjectRequest { BucketName = manifest.Bucket, Key = manifest.Key, EtagToMatch = $"\"{manifest.ETag}\"" },
                cancellationToken);
        }
        catch (AmazonS3Exception e) when (IsGone(e))
        {
            throw new BatchRejectedException(
                FailureCodes.OutputChanged,
                $"The manifest {manifest.Key} is gone or was changed after the transform wrote it. Replay the run to transform it again.",
                e);
        }
    }

    /// <summary>The object or its version; a bucket that is gone is another matter, and no fault of the batch.</summary>
    private static bool IsGone(AmazonS3Exception fault) =>
        fault.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound && fault.ErrorCode != "NoSuchBucket";
}
