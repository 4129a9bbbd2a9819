using System.Text;
using System.Xml.Linq;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>Lists of objects, in both versions of the API, and of object versions.</summary>
internal sealed class ListOperations(Listing listing, Objects objects, LocalCloudOptions options)
{
    private static readonly string[] CommonParameters = ["prefix", "delimiter", "max-keys", "encoding-type"];

    public IReadOnlyList<S3Operation> Table =>
    [
        new("ListObjects", "GET", S3Scope.Bucket, ListAsync) { Parameters = [.. CommonParameters, "marker"] },
        new("ListObjectsV2", "GET", S3Scope.Bucket, ListV2Async)
        {
            Subresource = "list-type",
            Parameters = [.. CommonParameters, "continuation-token", "start-after", "fetch-owner"],
        },
        new("ListObjectVersions", "GET", S3Scope.Bucket, ListVersionsAsync)
        {
            Subresource = "versions",
            Parameters = [.. CommonParameters, "key-marker", "version-id-marker"],
        },
    ];

    private Task ListAsync(S3Call call)
    {
        var marker = call.Query("marker") ?? "";
        var list = new ListDocument(call, "ListBucketResult");
        var page = listing.Page(list.Query(FromMarker(list, marker), versions: false));
        list.AddText("Marker", marker);
        if (page.IsTruncated)
            list.AddText("NextMarker", page.Last);
        list.Add(page.Objects.Select(version => Contents(list, version, withOwner: true)));
        return list.WriteAsync(page);
    }

    private Task ListV2Async(S3Call call)
    {
        if (call.Query("list-type") != "2")
            throw S3Errors.InvalidArgument("list-type must be 2.");
        var token = call.Query("continuation-token");
        var after = call.Query("start-after");
        var list = new ListDocument(call, "ListBucketResult");
        var from = token is not null ? ListToken.Parse(token) : ListCursor.After(Encoding.UTF8.GetBytes(after ?? ""));
        var page = listing.Page(list.Query(from, versions: false));
        list.Add([new XElement("KeyCount", page.Objects.Count + page.CommonPrefixes.Count)]);
        if (token is not null)
            list.Add([new XElement("ContinuationToken", token)]);
        if (after is not null)
            list.AddText("StartAfter", after);
        if (page.IsTruncated)
            list.Add([new XElement("NextContinuationToken", ListToken.Format(page.Next))]);
        var withOwner = call.Query("fetch-owner") == "true";
        list.Add(page.Objects.Select(version => Contents(list, version, withOwner)));
        return list.WriteAsync(page);
    }

    private Task ListVersionsAsync(S3Call call)
    {
        var keyMarker = call.Query("key-marker") ?? "";
        var versionMarker = call.Query("version-id-marker") ?? "";
        var list = new ListDocument(call, "ListVersionsResult");
        var from = FromMarker(list, keyMarker);
        if (versionMarker.Length > 0)
            from = new ListCursor(Encoding.UTF8.GetBytes(keyMarker), objects.SeqOf(call.Bucket, keyMarker, versionMarker));
        var page = listing.Page(list.Query(from, versions: true));
        list.AddText("KeyMarker", keyMarker);
        list.Add([new XElement("VersionIdMarker", versionMarker)]);
        if (page.IsTruncated)
        {
            list.AddText("NextKeyMarker", page.Last);
            if (page.Objects is [.., var last] && last.Key == page.Last)
                list.Add([new XElement("NextVersionIdMarker", last.VersionId)]);
        }

        list.Add(page.Objects.Select(version => Version(list, version)));
        return list.WriteAsync(page);
    }

    /// <summary>A marker that is itself a common prefix has been listed with all that it folds.</summary>
    private static ListCursor FromMarker(ListDocument list, string marker) =>
        marker.StartsWith(list.Prefix, StringComparison.Ordinal) && Listing.CommonPrefix(list.Prefix, list.Delimiter, marker) == marker
            ? ListCursor.At(Listing.EndOf(marker))
            : ListCursor.After(Encoding.UTF8.GetBytes(marker));

    private XElement Contents(ListDocument list, ObjectVersion version, bool withOwner) => new(
        "Contents",
        new XElement("Key", list.Encode(version.Key)),
        new XElement("LastModified", S3Call.Timestamp(version.Modified)),
        new XElement("ETag", $"\"{version.ETag}\""),
        version.Headers.Checksum is { } checksum ? new XElement("ChecksumAlgorithm", checksum.Algorithm.ToString()) : null,
        version.Headers.Checksum is { } typed ? new XElement("ChecksumType", typed.Type) : null,
        new XElement("Size", version.Size),
        new XElement("StorageClass", "STANDARD"),
        withOwner ? Owner() : null);

    private XElement Version(ListDocument list, ObjectVersion version) => new(
        version.IsMarker ? "DeleteMarker" : "Version",
        new XElement("Key", list.Encode(version.Key)),
        new XElement("VersionId", version.VersionId),
        new XElement("IsLatest", version.IsLatest ? "true" : "false"),
        new XElement("LastModified", S3Call.Timestamp(version.Modified)),
        version.IsMarker
            ? null
            : new object[]
            {
                new XElement("ETag", $"\"{version.ETag}\""), new XElement("Size", version.Size), new XElement("StorageClass", "STANDARD"),
            },
        Owner());

    private XElement Owner() => new("Owner", new XElement("ID", options.AccountId), new XElement("DisplayName", "local-cloud"));
}
