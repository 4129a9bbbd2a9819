using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Hosting.Signing;

/// <summary>Checks requests' signatures once credentials are configured, as AWS does. Any region's scope is accepted.</summary>
internal sealed class SignatureVerifier(LocalCloudOptions options, TimeProvider time)
{
    /// <summary>The largest of the services' own limits for bodies that are signed as a whole.</summary>
    private const int MaxBodyBytes = Sqs.SqsLimits.RequestBody;

    private const string StreamingPrefix = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string TrailerSuffix = "-TRAILER";
    private const string ContentHashHeader = "x-amz-content-sha256";
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private const int HexSha256Length = 64;

    /// <summary>How far a client's clock may be from the server's.</summary>
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, string> _secrets =
        options.Credentials.ToDictionary(pair => pair.AccessKeyId, pair => pair.SecretAccessKey, StringComparer.Ordinal);

    /// <summary>
    /// Returns if the request may pass. What is signed chunk by chunk is checked as it is read: <see cref="ChunkSignatures"/>.
    /// </summary>
    /// <exception cref="SignatureException">It may not.</exception>
    public async Task VerifyAsync(HttpContext context, string service)
    {
        if (_secrets.Count == 0)
            return;
        var request = context.Request;
        var signature = RequestSignature.Read(request);
        if (signature.Service != service)
            throw SignatureErrors.MalformedHeader($"it is for the service '{signature.Service}', the request is for '{service}'.");
        if (!_secrets.TryGetValue(signature.AccessKeyId, out var secret))
            throw SignatureErrors.UnknownKey();
        CheckTime(signature);
        CheckHeaders(request.Headers, signature);
        var payload = service == "s3" ? ContentHash(request, signature) : await BodyHashAsync(context);
        var key = new SigningKey(secret, signature.Scope);
        var canonical = CanonicalRequest.Hash(context, signature, payload);
        if (!key.Signs($"{RequestSignature.Algorithm}\n{signature.TimeText}\n{signature.Scope}\n{canonical}", signature.Value))
            throw SignatureErrors.Mismatch();
        if (!payload.StartsWith(StreamingPrefix, StringComparison.Ordinal))
            return;
        var chunks = new ChunkSignatures(key, signature, payload.EndsWith(TrailerSuffix, StringComparison.Ordinal));
        context.Response.RegisterForDispose(chunks);
        context.Features.Set(chunks);
    }

    private void CheckTime(RequestSignature signature)
    {
        var now = time.GetUtcNow();
        if (signature.Expiry is { } expiry)
        {
            if (now - signature.Time > expiry)
                throw SignatureErrors.Expired("Request has expired");
            if (signature.Time - now > MaxSkew)
                throw SignatureErrors.Expired("Request is not valid yet");
        }
        else if ((now - signature.Time).Duration() > MaxSkew)
        {
            throw SignatureErrors.Skewed(
                $"The request's time {signature.TimeText} is too far from the current time, {now:yyyyMMdd'T'HHmmss'Z'}.");
        }
    }

    private static void CheckHeaders(IHeaderDictionary headers, RequestSignature signature)
    {
        var isSigned = signature.SignedHeaders.ToHashSet(StringComparer.Ordinal);
        if (!isSigned.Contains("host"))
            throw SignatureErrors.NotSigned("host");
        foreach (var name in headers.Keys.Select(name => name.ToLowerInvariant()))
        {
            if (name.StartsWith("x-amz-", StringComparison.Ordinal) && name != ContentHashHeader && !isSigned.Contains(name))
                throw SignatureErrors.NotSigned(name);
        }
    }

    /// <summary>What an S3 request says of its body. It is part of what is signed; the body is checked against it as it is read.</summary>
    private static string ContentHash(HttpRequest request, RequestSignature signature)
    {
        var header = request.Headers[ContentHashHeader].ToString();
        var inQuery = signature.IsPresigned ? request.Query["X-Amz-Content-Sha256"].ToString() : "";
        if (inQuery.Length > 0 && header.Length > 0 && inQuery != header)
            throw SignatureErrors.ContentHash($"{ContentHashHeader} is not the same in header and query.");
        var claimed = header.Length > 0 ? header : inQuery;
        if (claimed.Length == 0)
        {
            return signature.IsPresigned
                ? UnsignedPayload
                : throw SignatureErrors.ContentHash($"Missing required header for this request: {ContentHashHeader}");
        }

        if (claimed is not (UnsignedPayload or "STREAMING-UNSIGNED-PAYLOAD-TRAILER" or StreamingPrefix or StreamingPrefix + TrailerSuffix)
            && (claimed.Length != HexSha256Length || !claimed.All(char.IsAsciiHexDigit)))
            throw SignatureErrors.ContentHash($"{ContentHashHeader} must be {UnsignedPayload}, a STREAMING value, or a sha256 value.");
        request.Headers[ContentHashHeader] = claimed;
        return claimed;
    }

    private static async Task<string> BodyHashAsync(HttpContext context)
    {
        try
        {
            var body = await RequestBody.ReadAsync(context.Request, MaxBodyBytes, context.RequestAborted)
                ?? throw SignatureErrors.TooLong(MaxBodyBytes);
            context.Request.Body = new MemoryStream(body, writable: false);
            return Convert.ToHexStringLower(SHA256.HashData(body));
        }
        catch (BadHttpRequestException malformed)
        {
            throw SignatureErrors.ContentHash(malformed.Message);
        }
    }
}
