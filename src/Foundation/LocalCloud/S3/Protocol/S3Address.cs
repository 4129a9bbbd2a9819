using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>
/// Bucket and key of a path-style request. They are decoded from the request line as it was sent: the server's own path is normalised,
/// and <c>a/../b</c> is a key of its own in S3.
/// </summary>
internal readonly record struct S3Address(string? Bucket, string? Key)
{
    /// <exception cref="S3Exception">InvalidURI, KeyTooLongError.</exception>
    public static S3Address Parse(HttpContext context)
    {
        var path = RawTarget.Split(context).Path[1..];
        var split = path.IndexOf('/', StringComparison.Ordinal);
        var bucket = Decode(split < 0 ? path : path[..split]);
        var key = split < 0 ? "" : Decode(path[(split + 1)..]);
        return new S3Address(bucket.Length == 0 ? null : bucket, key.Length == 0 ? null : CheckKey(key));
    }

    /// <summary>
    /// The source of a copy, <c>bucket/key?versionId=v</c>, percent-encoded in whole or part and with or without a leading slash.
    /// </summary>
    public static (string Bucket, string Key, string? VersionId) ParseCopySource(string source)
    {
        const string VersionMark = "?versionId=";
        var mark = source.IndexOf(VersionMark, StringComparison.Ordinal);
        var path = Decode(mark < 0 ? source : source[..mark]).TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1)
            throw S3Errors.InvalidArgument($"Copy Source must mention the source bucket and key: {source}");
        return (path[..slash], CheckKey(path[(slash + 1)..]), mark < 0 ? null : source[(mark + VersionMark.Length)..]);
    }

    public static string CheckKey(string key) => Encoding.UTF8.GetByteCount(key) <= S3Limits.MaxKeyBytes
        ? key
        : throw new S3Exception(400, "KeyTooLongError", $"Your key is too long: at most {S3Limits.MaxKeyBytes} bytes of UTF-8.");

    private static string Decode(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                length += Encoding.UTF8.GetBytes(text.AsSpan(i, 1), bytes.AsSpan(length));
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                throw new S3Exception(400, "InvalidURI", "Couldn't parse the specified URI: an incomplete percent-encoding.");
            bytes[length++] = byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            i += 2;
        }

        return StrictUtf8(bytes.AsSpan(0, length));
    }

    private static string StrictUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new S3Exception(400, "InvalidURI", "Couldn't parse the specified URI: the key is not UTF-8.");
        }
    }
}
