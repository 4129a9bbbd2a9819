using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>Object headers between HTTP and the store.</summary>
internal static class S3Headers
{
    private const string MetadataPrefix = "x-amz-meta-";
    private static readonly string[] Standard = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-amz-date", "x-amz-security-token", "x-amz-content-sha256", "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-user-agent",
        "x-amz-sdk-checksum-algorithm", "x-amz-checksum-algorithm", "x-amz-checksum-type", "x-amz-checksum-mode", "x-amz-mp-object-size",
        "x-amz-copy-source", "x-amz-copy-source-range", "x-amz-copy-source-if-match", "x-amz-copy-source-if-none-match",
        "x-amz-metadata-directive", ObjectTags.Header,
        "x-amz-api-version", "x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner", "x-amz-request-payer",
        "x-amz-skip-destination-validation", "x-amz-optional-object-attributes", "x-amz-bucket-region",
    };

    /// <summary>Values that ask for what happens anyway.</summary>
    private static readonly Dictionary<string, string[]> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x-amz-acl"] = ["private", "bucket-owner-full-control"],
        ["x-amz-storage-class"] = ["STANDARD"],
        ["x-amz-object-ownership"] = ["BucketOwnerEnforced"],
        [ObjectTags.DirectiveHeader] = ["COPY", "REPLACE"],
        ["x-amz-bucket-object-lock-enabled"] = ["false"],
    };

    /// <exception cref="S3Exception">NotImplemented: a header asks for something that would not be done.</exception>
    public static void Check(IHeaderDictionary headers)
    {
        foreach (var (name, value) in headers)
        {
            if (!name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || Known.Contains(name))
                continue;
            if (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase))
                continue;
            if (!Harmless.TryGetValue(name, out var values) || !values.Contains(value.ToString(), StringComparer.OrdinalIgnoreCase))
                throw S3Errors.NotImplemented($"the header '{name}: {value}'");
        }
    }

    /// <exception cref="S3Exception">MetadataTooLarge.</exception>
    public static ObjectHeaders Read(IHeaderDictionary headers)
    {
        var metadata = headers
            .Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key[MetadataPrefix.Length..].ToLowerInvariant(), header => header.Value.ToString());
        var size = metadata.Sum(item => Encoding.UTF8.GetByteCount(item.Key) + Encoding.UTF8.GetByteCount(item.Value));
        if (size > S3Limits.MaxUserMetadataBytes)
            throw new S3Exception(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size of 2 KB.");
        var standard = new Dictionary<string, string>();
        foreach (var name in Standard)
        {
            var value = name == "Content-Encoding" ? WithoutFraming(headers.ContentEncoding.ToString()) : headers[name].ToString();
            if (value.Length > 0)
                standard[name] = value;
        }

        var contentType = headers.ContentType.ToString();
        var result = new ObjectHeaders { Standard = standard, Metadata = metadata, Tags = ObjectTags.Read(headers) };
        return contentType.Length == 0 ? result : result with { ContentType = contentType };
    }

    public static void Write(HttpResponse response, ObjectVersion version, bool withChecksum)
    {
        var headers = response.Headers;
        headers.ETag = $"\"{version.ETag}\"";
        headers.LastModified = version.Modified.ToString("R", CultureInfo.InvariantCulture);
        headers.AcceptRanges = "bytes";
        response.ContentType = version.Headers.ContentType;
        foreach (var (name, value) in version.Headers.Standard)
            headers[name] = value;
        foreach (var (name, value) in version.Headers.Metadata)
            headers[MetadataPrefix + name] = value;
        if (version.Headers.Tags.Count > 0)
            headers[ObjectTags.CountHeader] = version.Headers.Tags.Count.ToString(CultureInfo.InvariantCulture);
        if (!withChecksum || version.Headers.Checksum is not { } checksum)
            return;
        headers[checksum.HeaderName] = checksum.Base64;
        headers[Checksum.TypeHeader] = checksum.Type;
    }

    private static string WithoutFraming(string encoding) => string.Join(
        ',',
        encoding.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(coding => !coding.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));
}
