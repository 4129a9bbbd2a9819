using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Hosting.Signing;

/// <summary>The form of a request that Signature Version 4 signs.</summary>
internal static partial class CanonicalRequest
{
    /// <returns>Its SHA-256 in hexadecimal.</returns>
    public static string Hash(HttpContext context, RequestSignature signature, string payloadHash)
    {
        var (path, query) = RawTarget.Split(context);
        var text = new StringBuilder()
            .Append(context.Request.Method).Append('\n')
            .Append(Path(path, signature.Service == "s3")).Append('\n')
            .Append(Query(query, signature.IsPresigned)).Append('\n');
        foreach (var name in signature.SignedHeaders)
            text.Append(name).Append(':').Append(Value(context.Request.Headers, name)).Append('\n');
        text.Append('\n').AppendJoin(';', signature.SignedHeaders).Append('\n').Append(payloadHash);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>S3 signs the path encoded once, every other service twice.</summary>
    private static string Path(string sent, bool isS3) =>
        AwsUri.Encode(isS3 ? AwsUri.Decode(sent) : Encoding.UTF8.GetBytes(sent), keepSlashes: true);

    private static string Query(string sent, bool isPresigned) => string.Join(
        '&',
        sent.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(Parameter)
            .Where(parameter => !isPresigned || parameter.Name != "X-Amz-Signature")
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}"));

    private static (string Name, string Value) Parameter(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign < 0 ? (Canonical(text), "") : (Canonical(text[..sign]), Canonical(text[(sign + 1)..]));
    }

    private static string Canonical(string text) =>
        AwsUri.Encode(AwsUri.Decode(text.Replace('+', ' ')), keepSlashes: false);

    private static string Value(IHeaderDictionary headers, string name) =>
        string.Join(',', headers[name].Select(value => Spaces().Replace((value ?? "").Trim(), " ")));

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
