using System.Globalization;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.Hosting.Signing;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol.Body;

/// <summary>Reads from a request's headers how its body is framed and what is claimed about it.</summary>
internal static class PayloadReader
{
    private const string Sha256Header = "x-amz-content-sha256";
    private const int Md5Bytes = 16;

    /// <exception cref="S3Exception">A header is malformed.</exception>
    public static Payload Open(HttpRequest request)
    {
        var declared = request.Headers[Sha256Header].ToString();
        var isChunked = declared.StartsWith("STREAMING-", StringComparison.Ordinal);
        var chunked = isChunked ? new AwsChunkedStream(request.BodyReader, request.HttpContext.Features.Get<ChunkSignatures>()) : null;
        var algorithm = FindAlgorithm(request.Headers);
        var header = algorithm is { } known ? Checksum.HeaderNameOf(known) : "";
        return new Payload
        {
            Content = chunked ?? request.Body,
            Length = isChunked ? DecodedLength(request.Headers) : request.ContentLength,
            ContentMd5 = ContentMd5(request.Headers),
            Sha256 = declared.Length == 64 ? Hex(declared) : null,
            Algorithm = algorithm,
            ClaimedChecksum = () => request.Headers[header].ToString() is { Length: > 0 } value ? value : Trailer(request, chunked, header),
        };
    }

    /// <exception cref="S3Exception">The trailer was announced and did not come.</exception>
    private static string? Trailer(HttpRequest request, AwsChunkedStream? body, string name)
    {
        if (body is null || request.Headers["x-amz-trailer"].Count == 0)
            return null;
        return body.Trailers.GetValueOrDefault(name)
            ?? throw new S3Exception(400, "MalformedTrailerError", $"The announced trailer {name} is missing.");
    }

    private static ChecksumAlgorithm? FindAlgorithm(IHeaderDictionary headers)
    {
        var trailer = headers["x-amz-trailer"].ToString();
        foreach (var algorithm in Enum.GetValues<ChecksumAlgorithm>())
        {
            var name = Checksum.HeaderNameOf(algorithm);
            if (headers.ContainsKey(name) || trailer.Contains(name, StringComparison.OrdinalIgnoreCase)
                && trailer.Trim().Length == name.Length)
                return algorithm;
        }

        if (trailer.Length > 0)
            throw S3Errors.InvalidRequest($"The value specified in the x-amz-trailer header is not supported: {trailer}");
        var wanted = headers["x-amz-sdk-checksum-algorithm"].ToString();
        return wanted.Length == 0 ? null : ParseAlgorithm(wanted);
    }

    public static ChecksumAlgorithm ParseAlgorithm(string name) =>
        Enum.TryParse<ChecksumAlgorithm>(name, ignoreCase: true, out var algorithm) && Enum.IsDefined(algorithm)
            ? algorithm
            : throw S3Errors.InvalidRequest($"Checksum algorithm provided is unsupported: {name}");

    private static long? DecodedLength(IHeaderDictionary headers)
    {
        var text = headers["x-amz-decoded-content-length"].ToString();
        if (text.Length == 0)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw S3Errors.InvalidArgument($"x-amz-decoded-content-length is not a number: {text}");
    }

    private static byte[]? ContentMd5(IHeaderDictionary headers)
    {
        var text = headers.ContentMD5.ToString();
        if (text.Length == 0)
            return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == Md5Bytes
            ? bytes[..length]
            : throw S3Errors.InvalidDigest("Content-MD5");
    }

    private static byte[] Hex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            throw S3Errors.InvalidArgument($"{Sha256Header} is not a SHA-256 in hexadecimal.");
        }
    }
}
