using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Metering;

namespace RetailBus.LocalCloud.Firehose.Protocol;

/// <summary>Firehose's JSON 1.1 protocol: finds the operation by the target header, and turns its failure into a typed error.</summary>
internal sealed class FirehoseService(
    StreamOperations streams,
    RecordOperations records,
    TagOperations tags,
    EncryptionOperations encryption,
    UsageMeter meter,
    ILogger<FirehoseService> logger) : IAwsService
{
    private readonly Dictionary<string, Func<JsonElement, Task<JsonObject>>> _operations =
        streams.Table.Concat(records.Table).Concat(tags.Table).Concat(encryption.Table)
            .ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal);

    public string Name => "firehose";

    public IEnumerable<string> Operations => _operations.Keys;

    public async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context, OperationOf(context.Request));
        await WriteAsync(context, answer);
    }

    public ValueTask<string> OperationAsync(HttpRequest request) => new(OperationOf(request));

    public Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        var error = refusal == Refusal.InternalError ? FirehoseErrors.Unavailable()
            : OperationOf(context.Request).StartsWith("PutRecord", StringComparison.Ordinal) ? FirehoseErrors.SlowDown()
            : FirehoseErrors.Throttled();
        return WriteAsync(context, Error(context.Response, error));
    }

    private static string OperationOf(HttpRequest request)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        return target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..];
    }

    private static Task WriteAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/x-amz-json-1.1";
        context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer), context.RequestAborted).AsTask();
    }

    private async Task<JsonObject> AnswerAsync(HttpContext context, string operation)
    {
        try
        {
            if (!_operations.TryGetValue(operation, out var handler))
                throw new FirehoseException(
                    "UnknownOperationException", $"The local cloud does not serve Firehose's operation '{operation}'.");
            meter.Request(Name, operation);
            using var body = await ReadAsync(context.Request, context.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? await handler(body.RootElement)
                : throw new FirehoseException("SerializationException", "The request is not a JSON object.");
        }
        catch (FirehoseException error)
        {
            return Error(context.Response, error);
        }
        catch (BadHttpRequestException malformed)
        {
            return Error(context.Response, new FirehoseException("SerializationException", malformed.Message));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            FirehoseLog.RequestFailed(logger, operation, failure);
            return Error(context.Response, FirehoseErrors.Unavailable());
        }
    }

    private static JsonObject Error(HttpResponse response, FirehoseException error)
    {
        response.StatusCode = error.Status;
        response.Headers["x-amzn-ErrorType"] = error.Type;
        return new JsonObject { ["__type"] = error.Type, ["message"] = error.Message };
    }

    private static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, FirehoseLimits.MaxRequestBytes, cancellationToken)
            ?? throw FirehoseErrors.InvalidArgument($"The request is longer than {FirehoseLimits.MaxRequestBytes} bytes.");
        if (!JsonText.IsUtf8(body) || JsonText.HasHalfPair(body))
            throw new FirehoseException("SerializationException", "The request is not text in UTF-8.");
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException failure)
        {
            throw new FirehoseException("SerializationException", $"The request is not JSON: {failure.Message}");
        }
    }
}
