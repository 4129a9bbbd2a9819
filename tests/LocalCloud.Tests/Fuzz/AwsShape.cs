using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace RetailBus.LocalCloud.Tests.Fuzz;

/// <summary>Asserts that an answer is one that an AWS client understands.</summary>
internal static class AwsShape
{
    private const int NotImplemented = 501;

    /// <returns>Null if all is well, or what is wrong.</returns>
    public static string? Fault(HttpRequestMessage request, int status, byte[] body)
    {
        if (status < 400)
            return null;
        if (status >= 500 && status != NotImplemented)
            return $"a server's failure, {status}";
        if (status == 400 && body.Length == 0 && request.RequestUri!.OriginalString.Contains("%00", StringComparison.Ordinal))
            return null; // the HTTP server's own answer to a NUL in a path: no service is asked
        return request.Headers.Contains("X-Amz-Target") ? OfJson(body) : OfXml(body);
    }

    private static string? OfJson(byte[] body)
    {
        using var error = JsonDocument.Parse(body);
        return error.RootElement.GetProperty("__type").GetString() is { Length: > 0 }
            && error.RootElement.GetProperty("message").GetString() is { Length: > 0 } ? null : "no __type and message";
    }

    private static string? OfXml(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { CheckCharacters = false });
        var root = XElement.Load(reader);
        var error = root.Name.LocalName == "ErrorResponse" ? root.Elements().First() : root;
        return error.Name.LocalName == "Error" && error.Elements().Any(child => child.Name.LocalName == "Code" && child.Value.Length > 0)
            ? null
            : "no Error with a Code";
    }
}
