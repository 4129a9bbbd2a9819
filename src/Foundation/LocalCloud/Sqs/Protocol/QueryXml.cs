using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The XML answers of the Query protocol.</summary>
/// <param name="xmlNamespace">The service's namespace, which ends in its API version.</param>
internal sealed class QueryXml(string xmlNamespace)
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false),
        CheckCharacters = false,
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>Writes <c>OpResponse</c> with <c>OpResult</c> in it.</summary>
    public Task WriteAsync(HttpContext context, string operation, Action<XmlWriter> writeResult) =>
        SendAsync(context, 200, (xml, requestId) =>
    {
        xml.WriteStartElement(operation + "Response", xmlNamespace);
        xml.WriteStartElement(operation + "Result");
        writeResult(xml);
        xml.WriteEndElement();
        xml.WriteStartElement("ResponseMetadata");
        xml.WriteElementString("RequestId", requestId);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    public Task WriteErrorAsync(HttpContext context, int status, string code, string message) =>
        SendAsync(context, status, (xml, requestId) =>
    {
        xml.WriteStartElement("ErrorResponse", xmlNamespace);
        xml.WriteStartElement("Error");
        xml.WriteElementString("Type", status < 500 ? "Sender" : "Receiver");
        xml.WriteElementString("Code", code);
        xml.WriteElementString("Message", WellFormed.Of(message));
        xml.WriteEndElement();
        xml.WriteElementString("RequestId", requestId);
        xml.WriteEndElement();
    });

    private static async Task SendAsync(HttpContext context, int status, Action<XmlWriter, string> write)
    {
        var requestId = Guid.NewGuid().ToString();
        using var buffer = Render(xml => write(xml, requestId));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        context.Response.ContentLength = buffer.Length;
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }

    private static MemoryStream Render(Action<XmlWriter> write)
    {
        var buffer = new MemoryStream();
        using var xml = XmlWriter.Create(buffer, Settings);
        write(xml);
        return buffer;
    }
}
