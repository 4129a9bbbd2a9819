using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.Hosting.Signing;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Errors that arise before a service looks at a request, in the form that the client's protocol expects.</summary>
internal static class AwsErrors
{
    public static Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        if (IsJson(context.Request))
            return WriteJsonAsync(context, status, code, message);
        var isQuery = context.Request.HasFormContentType || context.Request.Query.ContainsKey("Action");
        return WriteXmlAsync(context, status, code, message, isQuery);
    }

    /// <summary>Refuses a signature with the code that the service has for it.</summary>
    public static Task WriteAsync(HttpContext context, string service, SignatureException refused)
    {
        if (service == "s3")
            return WriteXmlAsync(context, refused.S3Status, refused.S3Code, refused.Message, isQuery: false);
        if (!IsJson(context.Request))
            return WriteXmlAsync(context, refused.QueryStatus, refused.QueryCode, refused.Message, isQuery: true);
        context.Response.Headers["x-amzn-query-error"] = $"{refused.QueryCode};Sender";
        return WriteJsonAsync(context, refused.JsonStatus, "com.amazon.coral.service#" + refused.JsonType, refused.Message);
    }

    private static bool IsJson(HttpRequest request) => request.Headers.ContainsKey("X-Amz-Target");

    private static Task WriteJsonAsync(HttpContext context, int status, string type, string message)
    {
        var requested = context.Request.ContentType ?? "";
        context.Response.StatusCode = status;
        context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        context.Response.ContentType = requested.StartsWith("application/x-amz-json-1.0", StringComparison.Ordinal)
            ? "application/x-amz-json-1.0"
            : "application/x-amz-json-1.1";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(
                JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["__type"] = type, ["message"] = message })).AsTask();
    }

    private static Task WriteXmlAsync(HttpContext context, int status, string code, string message, bool isQuery)
    {
        context.Response.StatusCode = status;
        context.Response.Headers[isQuery ? "x-amzn-RequestId" : "x-amz-request-id"] = context.TraceIdentifier;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        context.Response.ContentType = "application/xml";
        return context.Response.Body.WriteAsync(Xml(context.TraceIdentifier, code, message, isQuery)).AsTask();
    }

    private static byte[] Xml(string requestId, string code, string message, bool isQuery)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, XmlFormat.Settings))
        {
            if (isQuery)
                writer.WriteStartElement("ErrorResponse");
            writer.WriteStartElement("Error");
            if (isQuery)
                writer.WriteElementString("Type", "Sender");
            writer.WriteElementString("Code", code);
            writer.WriteElementString("Message", WellFormed.Of(message));
            if (isQuery)
                writer.WriteEndElement();
            writer.WriteElementString("RequestId", requestId);
            writer.WriteEndElement();
        }

        return stream.ToArray();
    }
}
