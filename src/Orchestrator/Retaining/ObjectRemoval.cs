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
    /// <returns>Those that are gone. The others are something else by now.</returns>
    /// <exception cref="DeleteObjectsException">S3 did not remove some.</exception>
    public async Task<IReadOnlyList<ExpiringObject>> RemoveAsync(IReadOnlyList<ExpiringObject> objects, CancellationToken cancellationToken)
    {
        var gone = new List<ExpiringObject>(objects.Count);
        for (var at = 0; at < objects.Count;)
        {
            var first = objects[at];
            if (first.ETag is not null)
            {
                if (await TryRemoveAsync(first, cancellationToken))
                    gone.Add(first);
                at++;
                continue;
            }

            var same = objects.Skip(at).TakeWhile(next => next.Bucket == first.Bucket && next.ETag is null).ToList();
            var request = new DeleteObjectsRequest { BucketName = first.Bucket, Quiet = true };
            foreach (var next in same)
                request.AddKey(next.Key, next.VersionId);
            await s3.DeleteObjectsAsync(request, cancellationToken);
            gone.AddRange(same);
            at += same.Count;
        }

        return gone;
    }

    private async Task<bool> TryRemoveAsync(ExpiringObject found, CancellationToken cancellationToken)
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
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return false;
        }
    }
}
