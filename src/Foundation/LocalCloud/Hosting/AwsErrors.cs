using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Errors that arise before a service is chosen, in the form that the client's protocol expects.</summary>
internal static class AwsErrors
{
    public static Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        if (context.Request.Headers.ContainsKey("X-Amz-Target"))
        {
            response.ContentType = context.Request.ContentType ?? "application/x-amz-json-1.1";
            return response.Body.WriteAsync(
                JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["__type"] = code, ["message"] = message })).AsTask();
        }

        var isQuery = context.Request.HasFormContentType || context.Request.Query.ContainsKey("Action");
        response.ContentType = "application/xml";
        return response.Body.WriteAsync(Xml(context.TraceIdentifier, code, message, isQuery)).AsTask();
    }

    private static byte[] Xml(string requestId, string code, string message, bool isQuery)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { CheckCharacters = false }))
        {
            if (isQuery)
                writer.WriteStartElement("ErrorResponse");
            writer.WriteStartElement("Error");
            if (isQuery)
                writer.WriteElementString("Type", "Sender");
            writer.WriteElementString("Code", code);
            writer.WriteElementString("Message", message);
            if (isQuery)
                writer.WriteEndElement();
            writer.WriteElementString("RequestId", requestId);
            writer.WriteEndElement();
        }

        return stream.ToArray();
    }
}
