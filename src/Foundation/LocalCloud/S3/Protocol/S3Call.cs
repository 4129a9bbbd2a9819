using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Protocol.Body;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>One request: what it addresses, its parameters, and the ways to answer it.</summary>
internal sealed class S3Call(HttpContext context, S3Address address)
{
    private const string Iso8601 = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public HttpRequest Request => context.Request;

    public HttpResponse Response => context.Response;

    public CancellationToken Aborted => context.RequestAborted;

    public string Bucket => address.Bucket!;

    public string Key => address.Key!;

    public bool IsHead => HttpMethods.IsHead(context.Request.Method);

    /// <summary>A query parameter; null when it is missing.</summary>
    public string? Query(string name) => Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A header; null when it is missing.</summary>
    public string? Header(string name) => Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <exception cref="S3Exception">InvalidArgument.</exception>
    public int Number(string name, int fallback, int minimum, int maximum)
    {
        var text = Query(name);
        if (string.IsNullOrEmpty(text))
            return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw S3Errors.InvalidArgument($"{name} must be an integer between {minimum} and {maximum}, not '{text}'.");
    }

    public Payload Payload() => PayloadReader.Open(Request);

    /// <summary>Reads the body as XML, whatever its framing, checking what is claimed about it.</summary>
    /// <exception cref="S3Exception">MalformedXML, MaxMessageLengthExceeded, or a digest's error.</exception>
    public Task<XElement> ReadXmlAsync() => ReadXmlAsync(Payload());

    /// <summary>Reads the body as XML where the request's checksum headers are about something else than the body.</summary>
    public Task<XElement> ReadXmlWithoutChecksumAsync()
    {
        var payload = Payload();
        return ReadXmlAsync(payload with { Algorithm = null, Length = null });
    }

    public async Task WriteXmlAsync(XElement root)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, XmlFormat.Settings))
            S3Xml.InNamespace(root).WriteTo(writer);
        Response.ContentType = "application/xml";
        Response.ContentLength = stream.Length;
        await Response.Body.WriteAsync(stream.GetBuffer().AsMemory(0, (int)stream.Length), Aborted);
    }

    public void NoContent() => Response.StatusCode = StatusCodes.Status204NoContent;

    public void TellVersion(ObjectVersion version)
    {
        if (version.VersionId != ObjectVersion.NullVersion)
            Response.Headers["x-amz-version-id"] = version.VersionId;
    }

    public static string Timestamp(DateTimeOffset time) => time.ToString(Iso8601, CultureInfo.InvariantCulture);

    private static XmlReader Reader(Stream body) => XmlReader.Create(
        body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = false });

    /// <summary>The time that a tree takes to build rises with the square of its depth.</summary>
    private static void CheckDepth(Stream body)
    {
        using var reader = Reader(body);
        while (reader.Read())
        {
            if (reader.Depth > S3Limits.MaxXmlDepth)
                throw S3Errors.MalformedXml($"The XML you provided has more than {S3Limits.MaxXmlDepth} levels.");
        }
    }

    private async Task<XElement> ReadXmlAsync(Payload payload)
    {
        using var body = new MemoryStream();
        await SmallBody.ReadAsync(payload, body, S3Limits.MaxXmlBytes, Aborted);
        body.Position = 0;
        try
        {
            CheckDepth(body);
            body.Position = 0;
            using var reader = Reader(body);
            return XElement.Load(reader);
        }
        catch (XmlException failure)
        {
            throw S3Errors.MalformedXml($"The XML you provided was not well-formed: {failure.Message}");
        }
    }
}
