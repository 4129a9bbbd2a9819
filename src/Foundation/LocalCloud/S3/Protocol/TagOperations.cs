using RetailBus.LocalCloud.S3.Engine;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>The tags of buckets, and of objects that are there already.</summary>
internal sealed class TagOperations(Objects objects, Buckets buckets)
{
    public IReadOnlyList<S3Operation> Table =>
    [
        new("GetObjectTagging", "GET", S3Scope.Object, GetAsync) { Subresource = "tagging", Parameters = ["versionId"] },
        new("PutObjectTagging", "PUT", S3Scope.Object, PutAsync) { Subresource = "tagging", Parameters = ["versionId"] },
        new("DeleteObjectTagging", "DELETE", S3Scope.Object, DeleteAsync) { Subresource = "tagging", Parameters = ["versionId"] },
        new("GetBucketTagging", "GET", S3Scope.Bucket, GetOfBucketAsync) { Subresource = "tagging" },
        new("PutBucketTagging", "PUT", S3Scope.Bucket, PutOfBucketAsync) { Subresource = "tagging" },
        new("DeleteBucketTagging", "DELETE", S3Scope.Bucket, DeleteOfBucketAsync) { Subresource = "tagging" },
    ];

    private Task GetAsync(S3Call call)
    {
        var version = objects.Get(call.Bucket, call.Key, call.Query("versionId"));
        call.TellVersion(version);
        return call.WriteXmlAsync(ObjectTags.Write(version.Headers.Tags));
    }

    private async Task PutAsync(S3Call call)
    {
        var tags = ObjectTags.Read(await call.ReadXmlAsync());
        call.TellVersion(await objects.SetTagsAsync(call.Bucket, call.Key, call.Query("versionId"), tags));
    }

    private async Task DeleteAsync(S3Call call)
    {
        call.TellVersion(await objects.SetTagsAsync(call.Bucket, call.Key, call.Query("versionId"), []));
        call.NoContent();
    }

    private Task GetOfBucketAsync(S3Call call) => call.WriteXmlAsync(ObjectTags.Write(buckets.Tags(call.Bucket)));

    private async Task PutOfBucketAsync(S3Call call)
    {
        await buckets.SetTagsAsync(call.Bucket, ObjectTags.Read(await call.ReadXmlAsync(), S3Limits.MaxBucketTags));
        call.NoContent();
    }

    private async Task DeleteOfBucketAsync(S3Call call)
    {
        await buckets.SetTagsAsync(call.Bucket, []);
        call.NoContent();
    }
}
