using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using RetailBus.Contracts.Retaining;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>Removes objects for good. What is gone already counts: it was this sweep that was broken off after it.</summary>
internal sealed class ObjectRemoval(IAmazonS3 s3)
{
    /// <param name="objects">At most 1,000; removed in this order.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<RemovedObjects> RemoveAsync(IReadOnlyList<ExpiringObject> objects, CancellationToken cancellationToken)
    {
        var gone = new List<ExpiringObject>(objects.Count);
        var refused = new List<string>();
        for (var at = 0; at < objects.Count;)
        {
            var first = objects[at];
            if (first.ETag is not null)
            {
                if (await TryRemoveAsync(first, refused, cancellationToken))
                    gone.Add(first);
                at++;
                continue;
            }

            var same = objects.Skip(at).TakeWhile(next => next.Bucket == first.Bucket && next.ETag is null).ToList();
            var request = new DeleteObjectsRequest { BucketName = first.Bucket, Quiet = true };
            foreach (var next in same)
                request.AddKey(next.Key, next.VersionId);
            var errors = await RemoveAsync(request, cancellationToken);
            refused.AddRange(errors.Select(error => Tell(error.Key, error.Code)));
            var left = errors.Select(error => (error.Key, Version(error.VersionId))).ToHashSet();
            gone.AddRange(same.Where(removed => !left.Contains((removed.Key, Version(removed.VersionId)))));
            at += same.Count;
        }

        return new RemovedObjects(gone, refused);
    }

    private static string Tell(string key, string code) => $"{key} ({code})";

    private static string? Version(string? versionId) => versionId is "" ? null : versionId;

    private async Task<IReadOnlyList<DeleteError>> RemoveAsync(DeleteObjectsRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await s3.DeleteObjectsAsync(request, cancellationToken);
            return [];
        }
        catch (DeleteObjectsException e) when (e.Response.DeleteErrors is { Count: > 0 } errors)
        {
            return errors;
        }
    }

    private async Task<bool> TryRemoveAsync(ExpiringObject found, List<string> refused, CancellationToken cancellationToken)
    {
        try
        {
            var request = new DeleteObjectRequest { BucketName = found.Bucket, Key = found.Key, VersionId = found.VersionId };
            request.IfMatch = $"\"{found.ETag}\"";
            await s3.DeleteObjectAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            refused.Add(Tell(found.Key, e.ErrorCode));
            return false;
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return false;
        }
    }
}
