using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Metering;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>SQS over HTTP, in the JSON 1.0 protocol and in the Query protocol of older clients.</summary>
internal sealed partial class SqsService(
    QueueOperations queues,
    MessageOperations messages,
    BatchOperations batches,
    MoveTaskOperations moveTasks,
    PermissionOperations permissions,
    UsageMeter meter,
    IHostApplicationLifetime lifetime,
    ILogger<SqsService> logger) : IAwsService
{
    private readonly Dictionary<string, SqsOperation> _operations =
        queues.All.Concat(messages.All).Concat(batches.All).Concat(moveTasks.All).Concat(permissions.All)
            .ToDictionary(o => o.Name, StringComparer.Ordinal);

    public string Name => "sqs";

    public IEnumerable<string> Operations => _operations.Keys;

    public async Task HandleAsync(HttpContext context)
    {
        var protocol = ProtocolOf(context.Request);
        try
        {
            using var request = await protocol.ReadAsync(context);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            if (!_operations.TryGetValue(request.Operation, out var operation))
                throw SqsErrors.UnknownOperation(request.Operation);
            meter.Request(Name, request.Operation);
            operation.Check(request.Parameters.RootElement);
            var reply = await operation.Run(new(new(request.Parameters.RootElement), BaseUrl(context), QueueUrl(context), ended.Token));
            await AnswerAsync(context, protocol, request.Operation, reply);
        }
        catch (SqsException refused)
        {
            await protocol.WriteErrorAsync(context, refused);
        }
        catch (BadHttpRequestException malformed)
        {
            await protocol.WriteErrorAsync(context, SqsErrors.Malformed(malformed.Message));
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !context.Response.HasStarted)
        {
            LogFault(logger, context.TraceIdentifier, fault);
            await protocol.WriteErrorAsync(context, SqsErrors.Internal());
        }
    }

    public ValueTask<string> OperationAsync(HttpRequest request) =>
        request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target
            ? new(SqsJsonProtocol.OperationOf(target))
            : QueryAction.ReadAsync(request, "Action");

    public Task RefuseAsync(HttpContext context, Refusal refusal) => ProtocolOf(context.Request).WriteErrorAsync(
        context, refusal == Refusal.TooManyRequests ? SqsErrors.Throttled() : SqsErrors.Internal());

    private static ISqsProtocol ProtocolOf(HttpRequest request) =>
        request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target ? new SqsJsonProtocol(target) : new SqsQueryProtocol();

    private static async Task AnswerAsync(HttpContext context, ISqsProtocol protocol, string operation, SqsReply reply)
    {
        try
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            await protocol.WriteAsync(context, operation, reply);
        }
        catch (OperationCanceledException)
        {
            reply.Undeliverable?.Invoke();
        }
    }

    private static string BaseUrl(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";

    private static string? QueueUrl(HttpContext context) => context.Request.Path.Value is { Length: > 1 } path ? path : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "SQS request {RequestId} failed")]
    private static partial void LogFault(ILogger logger, string requestId, Exception fault);
}
