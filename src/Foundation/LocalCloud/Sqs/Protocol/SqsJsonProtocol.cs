using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>AWS JSON 1.0.</summary>
/// <param name="target">The X-Amz-Target header, e.g. <c>AmazonSQS.SendMessage</c>.</param>
internal sealed class SqsJsonProtocol(string target) : ISqsProtocol
{
    private const string ContentType = "application/x-amz-json-1.0";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static string OperationOf(string target) => target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public async Task<SqsRequest> ReadAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, SqsLimits.RequestBody, context.RequestAborted)
            ?? throw SqsErrors.InvalidParameter($"The request is larger than {SqsLimits.RequestBody} bytes.");
        var operation = OperationOf(target);
        if (!JsonText.IsUtf8(body))
            throw SqsErrors.Malformed("The request body is not UTF-8.");
        if (JsonText.HasHalfPair(body))
            throw SqsErrors.InvalidMessageContents();
        try
        {
            var parameters = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body);
            if (parameters.RootElement.ValueKind == JsonValueKind.Object)
                return new(operation, parameters);
            parameters.Dispose();
            throw SqsErrors.Malformed("The request body must be a JSON object.");
        }
        catch (JsonException malformed)
        {
            throw SqsErrors.Malformed($"The request body is not JSON: {malformed.Message}");
        }
    }

    public Task WriteAsync(HttpContext context, string operation, SqsReply reply) =>
        SendAsync(context, 200, json => reply.Write(new JsonResultWriter(json)));

    public Task WriteErrorAsync(HttpContext context, SqsException error)
    {
        context.Response.Headers["x-amzn-query-error"] = $"{error.QueryCode};{(error.IsSenderFault ? "Sender" : "Receiver")}";
        return SendAsync(context, error.Status, json =>
        {
            json.WriteString("__type", "com.amazonaws.sqs#" + error.Type);
            json.WriteString("message", error.Message);
        });
    }

    private static async Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = buffer.WrittenCount;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
