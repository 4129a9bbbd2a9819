using RetailBus.LocalCloud.S3.Engine;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>The tags of objects that are there already.</summary>
internal sealed class TagOperations(Objects objects)
{
    public IReadOnlyList<S3Operation> Table =>
    [
        new("GetObjectTagging", "GET", S3Scope.Object, GetAsync) { Subresource = "tagging", Parameters = ["versionId"] },
        new("PutObjectTagging", "PUT", S3Scope.Object, PutAsync) { Subresource = "tagging", Parameters = ["versionId"] },
        new("DeleteObjectTagging", "DELETE", S3Scope.Object, DeleteAsync) { Subresource = "tagging", Parameters = ["versionId"] },
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
}
