using System.Globalization;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>
/// The <c>partNumber</c> of GET and HEAD: the bytes that were uploaded as one part. An object that was put at once is its own first part.
/// </summary>
internal static class PartOfObject
{
    /// <summary>The part's bytes; null when the request names none, or the only part is empty.</summary>
    /// <exception cref="S3Exception">InvalidRequest beside a Range; InvalidPartNumber for a part that is not there.</exception>
    public static ByteRange? Find(S3Call call, ObjectVersion version)
    {
        var number = call.Number("partNumber", 0, 1, S3Limits.MaxPartNumber);
        if (number == 0)
            return null;
        if (call.Header("Range") is not null)
            throw S3Errors.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
        var parts = CountOf(version);
        var isEmptyObject = version.Segments.Count == 0 && number == 1;
        if (number > version.Segments.Count && !isEmptyObject)
            throw S3Errors.InvalidPartNumber();
        if (parts > 0)
            call.Response.Headers["x-amz-mp-parts-count"] = parts.ToString(CultureInfo.InvariantCulture);
        if (isEmptyObject)
            return null;
        var first = version.Segments.Take(number - 1).Sum(segment => segment.Length);
        return new ByteRange(first, first + version.Segments[number - 1].Length - 1);
    }

    /// <summary>The number at the end of a multipart object's ETag; 0 for an object that was put at once.</summary>
    private static int CountOf(ObjectVersion version)
    {
        var dash = version.ETag.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? 0 : int.Parse(version.ETag.AsSpan(dash + 1), CultureInfo.InvariantCulture);
    }
}
