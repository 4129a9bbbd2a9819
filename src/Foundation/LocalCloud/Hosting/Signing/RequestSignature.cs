using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Hosting.Signing;

/// <summary>A Signature Version 4 as a request carries it: in the Authorization header, or in the query of a presigned URL.</summary>
internal sealed record RequestSignature
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const int MaxExpirySeconds = 7 * 24 * 60 * 60;

    public required string AccessKeyId { get; init; }

    /// <summary><c>date/region/service/aws4_request</c>.</summary>
    public required string Scope { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    /// <summary>64 hexadecimal digits, if it is right.</summary>
    public required string Value { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>How long a presigned URL is valid; null for a request that is signed in its headers.</summary>
    public TimeSpan? Expiry { get; init; }

    public bool IsPresigned => Expiry is not null;

    public string Service => Scope.Split('/')[2];

    public string TimeText => Time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <exception cref="SignatureException">There is none, or it is not of this form.</exception>
    public static RequestSignature Read(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var isPresigned = request.Query.ContainsKey("X-Amz-Signature") || request.Query.ContainsKey("X-Amz-Algorithm");
        if (authorization.Length > 0)
        {
            return isPresigned
                ? throw SignatureErrors.MalformedHeader("only one of the header and the query may carry a signature.")
                : FromHeader(request, authorization);
        }

        if (isPresigned)
            return FromQuery(request.Query);
        throw request.Query.ContainsKey("AWSAccessKeyId") ? SignatureErrors.Unsupported() : SignatureErrors.Missing();
    }

    private static RequestSignature FromHeader(HttpRequest request, string authorization)
    {
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            throw SignatureErrors.Unsupported();
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in authorization[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || !parts.TryAdd(part[..sign], part[(sign + 1)..]))
                throw SignatureErrors.MalformedHeader("it must hold Credential, SignedHeaders and Signature, each once.");
        }

        var text = request.Headers["x-amz-date"].ToString();
        var time = ParseTime(text) ?? (text.Length == 0 ? ParseDate(request.Headers.Date.ToString()) : null)
            ?? throw SignatureErrors.MalformedHeader("a signed request needs a date in x-amz-date, as 20300131T235959Z.");
        return Create(name => parts.GetValueOrDefault(name) ?? "", time, SignatureErrors.MalformedHeader);
    }

    private static RequestSignature FromQuery(IQueryCollection query)
    {
        if (query["X-Amz-Algorithm"] != Algorithm)
            throw SignatureErrors.MalformedQuery($"X-Amz-Algorithm only supports \"{Algorithm}\".");
        var time = ParseTime(query["X-Amz-Date"].ToString())
            ?? throw SignatureErrors.MalformedQuery("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\".");
        if (!int.TryParse(query["X-Amz-Expires"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 1 or > MaxExpirySeconds)
            throw SignatureErrors.MalformedQuery($"X-Amz-Expires must be 1 to {MaxExpirySeconds} seconds.");
        return Create(name => query["X-Amz-" + name].ToString(), time, SignatureErrors.MalformedQuery)
            with
        { Expiry = TimeSpan.FromSeconds(seconds) };
    }

    private static RequestSignature Create(Func<string, string> part, DateTimeOffset time, Func<string, SignatureException> malformed)
    {
        const string Terminator = "aws4_request";
        var credential = part("Credential").Split('/');
        var headers = part("SignedHeaders").Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (credential.Length != 5 || credential[4] != Terminator)
            throw malformed($"the credential must be key/date/region/service/{Terminator}.");
        if (headers.Length == 0 || part("Signature").Length == 0)
            throw malformed("the signed headers or the signature are missing.");
        var signature = new RequestSignature
        {
            AccessKeyId = credential[0],
            Scope = string.Join('/', credential.Skip(1)),
            SignedHeaders = headers,
            Value = part("Signature"),
            Time = time,
        };
        return signature.TimeText.StartsWith(credential[1], StringComparison.Ordinal) && credential[1].Length == "yyyyMMdd".Length
            ? signature
            : throw malformed($"the credential's date '{credential[1]}' is not that of the request.");
    }

    private static DateTimeOffset? ParseTime(string text) => Parse(text, TimeFormat);

    private static DateTimeOffset? ParseDate(string text) => Parse(text, "R");

    private static DateTimeOffset? Parse(string text, string format) =>
        DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
