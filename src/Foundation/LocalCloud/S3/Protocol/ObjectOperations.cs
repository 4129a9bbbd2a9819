using System.Xml.Linq;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>Put, copy and delete objects.</summary>
internal sealed class ObjectOperations(Objects objects, Buckets buckets, ObjectDownload download)
{
    private static readonly string[] Overrides =
    [
        "response-content-type", "response-content-language", "response-expires", "response-cache-control", "response-content-disposition",
        "response-content-encoding",
    ];

    public IReadOnlyList<S3Operation> Table =>
    [
        new("PutObject", "PUT", S3Scope.Object, PutAsync),
        new("CopyObject", "PUT", S3Scope.Object, CopyAsync) { Header = "x-amz-copy-source" },
        new("GetObject", "GET", S3Scope.Object, download.SendAsync) { Parameters = ["versionId", "partNumber", .. Overrides] },
        new("HeadObject", "HEAD", S3Scope.Object, download.SendAsync) { Parameters = ["versionId", "partNumber", .. Overrides] },
        new("DeleteObject", "DELETE", S3Scope.Object, DeleteAsync) { Parameters = ["versionId"] },
        new("DeleteObjects", "POST", S3Scope.Bucket, DeleteManyAsync) { Subresource = "delete" },
    ];

    /// <exception cref="S3Exception">NotImplemented: S3 knows <c>If-None-Match</c> on writes with <c>*</c> only.</exception>
    public static WriteConditions Conditions(S3Call call)
    {
        var noneMatch = call.Header("If-None-Match");
        return noneMatch is null or "*"
            ? new WriteConditions(noneMatch == "*", call.Header("If-Match"))
            : throw S3Errors.NotImplemented("If-None-Match with a value other than '*' on a write");
    }

    private async Task PutAsync(S3Call call)
    {
        if (call.Request.ContentLength is null && !call.Request.Headers.ContainsKey("x-amz-decoded-content-length")
            && !call.Request.Headers.TransferEncoding.ToString().Contains("chunked", StringComparison.OrdinalIgnoreCase))
            throw new S3Exception(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        var write = new ObjectWrite(call.Bucket, call.Key, S3Headers.Read(call.Request.Headers)) { Conditions = Conditions(call) };
        var version = await objects.PutAsync(write, call.Payload(), call.Aborted);
        call.Response.Headers.ETag = $"\"{version.ETag}\"";
        call.TellVersion(version);
        if (version.Headers.Checksum is not { } checksum)
            return;
        call.Response.Headers[checksum.HeaderName] = checksum.Base64;
        call.Response.Headers[Checksum.TypeHeader] = checksum.Type;
    }

    private async Task CopyAsync(S3Call call)
    {
        var (bucket, key, versionId) = S3Address.ParseCopySource(call.Header("x-amz-copy-source")!);
        var source = objects.Get(bucket, key, versionId);
        ReadConditions.Check(call, source, "x-amz-copy-source-");
        var replaces = string.Equals(call.Header("x-amz-metadata-directive"), "REPLACE", StringComparison.OrdinalIgnoreCase);
        if (!replaces && versionId is null && bucket == call.Bucket && key == call.Key)
            throw S3Errors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing its metadata.");
        var retags = string.Equals(call.Header(ObjectTags.DirectiveHeader), "REPLACE", StringComparison.OrdinalIgnoreCase);
        var headers = (replaces ? S3Headers.Read(call.Request.Headers) : source.Headers) with
        {
            Tags = retags ? ObjectTags.Read(call.Request.Headers) : source.Headers.Tags,
        };
        var write = new ObjectWrite(call.Bucket, call.Key, headers) { Conditions = Conditions(call) };
        var version = await objects.CopyAsync(source, write, call.Aborted);
        call.Response.Headers["x-amz-copy-source-version-id"] = source.VersionId;
        call.TellVersion(version);
        await call.WriteXmlAsync(new XElement(
            "CopyObjectResult",
            new XElement("LastModified", S3Call.Timestamp(version.Modified)),
            new XElement("ETag", $"\"{version.ETag}\""),
            version.Headers.Checksum is { } checksum ? new XElement("Checksum" + checksum.Algorithm, checksum.Base64) : null));
    }

    private async Task DeleteAsync(S3Call call)
    {
        var versionId = call.Query("versionId");
        var conditions = new WriteConditions(false, call.Header("If-Match"));
        if (versionId is not null && conditions.IfMatch is not null)
            throw S3Errors.NotImplemented("If-Match together with versionId on DeleteObject");
        var version = await objects.DeleteAsync(call.Bucket, call.Key, versionId, conditions);
        call.NoContent();
        if (version is null)
            return;
        call.TellVersion(version);
        if (version.IsMarker)
            call.Response.Headers["x-amz-delete-marker"] = "true";
    }

    private async Task DeleteManyAsync(S3Call call)
    {
        var document = await call.ReadXmlAsync();
        buckets.Get(call.Bucket);
        var quiet = document.Text("Quiet") == "true";
        var items = document.Children("Object").ToList();
        if (items.Count is 0 or > S3Limits.MaxDeletedKeys)
            throw S3Errors.MalformedXml($"A request deletes 1 to {S3Limits.MaxDeletedKeys} objects.");
        var results = await Task.WhenAll(items.Select(item => DeleteOneAsync(call.Bucket, item)));
        await call.WriteXmlAsync(new XElement("DeleteResult", results.Where(result => !quiet || result.Name.LocalName == "Error")));
    }

    private async Task<XElement> DeleteOneAsync(string bucket, XElement item)
    {
        var key = item.Text("Key") ?? "";
        var versionId = item.Text("VersionId");
        var id = versionId is null ? null : new XElement("VersionId", versionId);
        try
        {
            if (key.Length == 0)
                throw S3Errors.MalformedXml("An object to delete has no key.");
            var version = await objects.DeleteAsync(bucket, key, versionId, new WriteConditions(false, item.Text("ETag")));
            return version is { IsMarker: true }
                ? new XElement(
                    "Deleted",
                    new XElement("Key", key),
                    id,
                    new XElement("DeleteMarker", "true"),
                    new XElement("DeleteMarkerVersionId", version.VersionId))
                : new XElement("Deleted", new XElement("Key", key), id);
        }
        catch (S3Exception error)
        {
            return new XElement(
                "Error", new XElement("Key", key), id, new XElement("Code", error.Code), new XElement("Message", error.Message));
        }
    }
}
