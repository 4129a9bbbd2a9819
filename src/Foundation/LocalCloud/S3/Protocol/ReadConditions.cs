using System.Globalization;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>The conditions of GET, HEAD and a copy's source, in the order of RFC 9110, section 13.2.2.</summary>
internal static class ReadConditions
{
    /// <exception cref="S3Exception">PreconditionFailed, or status 304.</exception>
    public static void Check(S3Call call, ObjectVersion version, string prefix = "")
    {
        var modified = DateTimeOffset.FromUnixTimeSeconds(version.Modified.ToUnixTimeSeconds());
        if (call.Header(prefix + "If-Match") is { } match)
        {
            if (!Matches(match, version.ETag))
                throw S3Errors.PreconditionFailed("If-Match");
        }
        else if (Date(call, prefix + "If-Unmodified-Since") is { } unmodified && modified > unmodified)
        {
            throw S3Errors.PreconditionFailed("If-Unmodified-Since");
        }

        if (call.Header(prefix + "If-None-Match") is { } noneMatch)
        {
            if (Matches(noneMatch, version.ETag))
                throw Unchanged(prefix, "If-None-Match");
        }
        else if (Date(call, prefix + "If-Modified-Since") is { } since && modified <= since)
        {
            throw Unchanged(prefix, "If-Modified-Since");
        }
    }

    private static S3Exception Unchanged(string prefix, string condition) =>
        prefix.Length > 0 ? S3Errors.PreconditionFailed(condition) : new S3Exception(304, "NotModified", "Not Modified");

    private static bool Matches(string header, string etag) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(item => item == "*" || item.Trim('"') == etag);

    private static DateTimeOffset? Date(S3Call call, string name) =>
        DateTimeOffset.TryParse(call.Header(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;
}
