using System.Globalization;
using System.Xml.Linq;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>Multipart uploads.</summary>
internal sealed class UploadOperations(Uploads uploads, PartCopy copy)
{
    public IReadOnlyList<S3Operation> Table =>
    [
        new("CreateMultipartUpload", "POST", S3Scope.Object, CreateAsync) { Subresource = "uploads" },
        new("UploadPart", "PUT", S3Scope.Object, PutPartAsync) { Subresource = "uploadId", Parameters = ["partNumber"] },
        new("UploadPartCopy", "PUT", S3Scope.Object, copy.PutAsync)
        {
            Subresource = "uploadId", Header = PartCopy.SourceHeader, Parameters = ["partNumber"],
        },
        new("CompleteMultipartUpload", "POST", S3Scope.Object, CompleteAsync) { Subresource = "uploadId" },
        new("AbortMultipartUpload", "DELETE", S3Scope.Object, AbortAsync) { Subresource = "uploadId" },
        new("ListParts", "GET", S3Scope.Object, ListPartsAsync)
        {
            Subresource = "uploadId", Parameters = ["max-parts", "part-number-marker"],
        },
        new("ListMultipartUploads", "GET", S3Scope.Bucket, ListUploadsAsync)
        {
            Subresource = "uploads", Parameters = ["prefix", "max-uploads", "key-marker", "upload-id-marker"],
        },
    ];

    public static string UploadId(S3Call call) => call.Query("uploadId")!;

    /// <exception cref="S3Exception">InvalidArgument.</exception>
    public static int PartNumber(S3Call call) => call.Number("partNumber", 0, 1, S3Limits.MaxPartNumber) is > 0 and var number
        ? number
        : throw S3Errors.InvalidArgument("partNumber is missing.");

    private async Task CreateAsync(S3Call call)
    {
        var checksum = UploadHeaders.Checksum(call.Request.Headers);
        var upload = await uploads.CreateAsync(call.Bucket, call.Key, S3Headers.Read(call.Request.Headers) with { Upload = checksum });
        if (checksum is not null)
        {
            call.Response.Headers["x-amz-checksum-algorithm"] = checksum.Algorithm.ToString();
            call.Response.Headers[Checksum.TypeHeader] = checksum.Type;
        }

        await call.WriteXmlAsync(new XElement(
            "InitiateMultipartUploadResult",
            new XElement("Bucket", call.Bucket),
            new XElement("Key", call.Key),
            new XElement("UploadId", upload.Id)));
    }

    private async Task PutPartAsync(S3Call call)
    {
        var part = await uploads.PutPartAsync(call.Bucket, call.Key, UploadId(call), PartNumber(call), call.Payload(), call.Aborted);
        call.Response.Headers.ETag = $"\"{part.ETag}\"";
        if (part.Checksum is { } checksum)
            call.Response.Headers[checksum.HeaderName] = checksum.Base64;
    }

    private async Task CompleteAsync(S3Call call)
    {
        var document = await call.ReadXmlWithoutChecksumAsync();
        var version = await uploads.CompleteAsync(
            call.Bucket, call.Key, UploadId(call), [.. document.Children("Part").Select(ReadPart)], UploadHeaders.Claims(call));
        call.TellVersion(version);
        await call.WriteXmlAsync(new XElement(
            "CompleteMultipartUploadResult",
            new XElement("Location", $"{call.Request.Scheme}://{call.Request.Host}/{call.Bucket}/{Uri.EscapeDataString(call.Key)}"),
            new XElement("Bucket", call.Bucket),
            new XElement("Key", call.Key),
            new XElement("ETag", $"\"{version.ETag}\""),
            version.Headers.Checksum is { } checksum ? new XElement("Checksum" + checksum.Algorithm, checksum.Base64) : null,
            version.Headers.Checksum is { } typed ? new XElement("ChecksumType", typed.Type) : null));
    }

    private static CompletedPart ReadPart(XElement element)
    {
        if (!int.TryParse(element.Text("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw S3Errors.MalformedXml("A part has no number.");
        var checksum = Enum.GetValues<ChecksumAlgorithm>()
            .Select(algorithm => element.Text("Checksum" + algorithm) is { } value ? new Checksum(algorithm, value) : null)
            .FirstOrDefault(found => found is not null);
        return new CompletedPart(number, element.Text("ETag") ?? "", checksum);
    }

    private async Task AbortAsync(S3Call call)
    {
        await uploads.AbortAsync(call.Bucket, call.Key, UploadId(call));
        call.NoContent();
    }

    private Task ListPartsAsync(S3Call call)
    {
        var marker = call.Number("part-number-marker", 0, 0, S3Limits.MaxPartNumber);
        var limit = Math.Min(call.Number("max-parts", S3Limits.MaxListedKeys, 1, int.MaxValue), S3Limits.MaxListedKeys);
        var (upload, all) = uploads.Parts(call.Bucket, call.Key, UploadId(call));
        var parts = all.Where(part => part.Number > marker).Take(limit + 1).ToList();
        var shown = parts.Take(limit).ToList();
        return call.WriteXmlAsync(new XElement(
            "ListPartsResult",
            new XElement("Bucket", call.Bucket),
            new XElement("Key", call.Key),
            new XElement("UploadId", UploadId(call)),
            new XElement("PartNumberMarker", marker),
            shown.Count > 0 ? new XElement("NextPartNumberMarker", shown[^1].Number) : null,
            new XElement("MaxParts", limit),
            new XElement("IsTruncated", parts.Count > limit ? "true" : "false"),
            UploadHeaders.Describe(upload),
            shown.Select(part => new XElement(
                "Part",
                new XElement("PartNumber", part.Number),
                new XElement("LastModified", S3Call.Timestamp(part.Modified)),
                new XElement("ETag", $"\"{part.ETag}\""),
                new XElement("Size", part.Size),
                part.Checksum is { } checksum ? new XElement("Checksum" + checksum.Algorithm, checksum.Base64) : null))));
    }

    private Task ListUploadsAsync(S3Call call)
    {
        var prefix = call.Query("prefix") ?? "";
        var limit = Math.Min(call.Number("max-uploads", S3Limits.MaxListedKeys, 1, int.MaxValue), S3Limits.MaxListedKeys);
        var keyMarker = call.Query("key-marker") ?? "";
        var idMarker = keyMarker.Length == 0 ? "" : call.Query("upload-id-marker") ?? "";
        var all = uploads.All(call.Bucket, prefix, keyMarker, idMarker, limit + 1);
        var isTruncated = all.Count > limit;
        return call.WriteXmlAsync(new XElement(
            "ListMultipartUploadsResult",
            new XElement("Bucket", call.Bucket),
            new XElement("Prefix", prefix),
            new XElement("KeyMarker", keyMarker),
            new XElement("UploadIdMarker", idMarker),
            isTruncated ? new XElement("NextKeyMarker", all[limit - 1].Key) : null,
            isTruncated ? new XElement("NextUploadIdMarker", all[limit - 1].Id) : null,
            new XElement("MaxUploads", limit),
            new XElement("IsTruncated", isTruncated ? "true" : "false"),
            all.Take(limit).Select(upload => new XElement(
                "Upload",
                new XElement("Key", upload.Key),
                new XElement("UploadId", upload.Id),
                new XElement("Initiated", S3Call.Timestamp(upload.Created)),
                new XElement("StorageClass", "STANDARD"),
                UploadHeaders.Describe(upload)))));
    }
}
