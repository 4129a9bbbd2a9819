using System.Xml.Linq;
using RetailBus.LocalCloud.S3.Engine;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>UploadPartCopy: a part of a multipart upload whose bytes are those of an object, or of a range of it.</summary>
internal sealed class PartCopy(Uploads uploads, Objects objects)
{
    public const string SourceHeader = "x-amz-copy-source";

    public async Task PutAsync(S3Call call)
    {
        var number = UploadOperations.PartNumber(call);
        var (bucket, key, versionId) = S3Address.ParseCopySource(call.Header(SourceHeader)!);
        var source = objects.Get(bucket, key, versionId);
        ReadConditions.Check(call, source, SourceHeader + "-");
        var (first, length) = Range(call.Header("x-amz-copy-source-range"), source.Size);
        await using var content = objects.OpenSource(source);
        content.Start(first, length);
        var part = await uploads.PutPartAsync(
            call.Bucket,
            call.Key,
            UploadOperations.UploadId(call),
            number,
            new Payload { Content = content, Length = length },
            call.Aborted);
        call.Response.Headers["x-amz-copy-source-version-id"] = source.VersionId;
        await call.WriteXmlAsync(new XElement(
            "CopyPartResult",
            new XElement("LastModified", S3Call.Timestamp(part.Modified)),
            new XElement("ETag", $"\"{part.ETag}\""),
            part.Checksum is { } checksum ? new XElement("Checksum" + checksum.Algorithm, checksum.Base64) : null));
    }

    /// <summary>Unlike a GET's range, it has to name both ends, and both within the object.</summary>
    private static (long First, long Length) Range(string? header, long size)
    {
        if (header is null)
            return (0, size);
        var ends = header.Split('-');
        return ends is [['b', 'y', 't', 'e', 's', '=', _, ..], [_, ..]] && ByteRange.Parse(header, size) is { } range
            && ends[1] == range.Last.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ? (range.First, range.Length)
            : throw S3Errors.InvalidArgument(
                $"The x-amz-copy-source-range value must be of the form bytes=first-last, within the source's {size} bytes.");
    }
}
