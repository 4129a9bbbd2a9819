using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Metering;
using RetailBus.LocalCloud.Sqs.Protocol;

namespace RetailBus.LocalCloud.Sns.Protocol;

/// <summary>SNS over HTTP, in the Query protocol, which is the only one it has.</summary>
internal sealed partial class SnsService(
    TopicOperations topics,
    SubscriptionOperations subscriptions,
    PublishOperations publishing,
    UsageMeter meter,
    ILogger<SnsService> logger) : IAwsService
{
    private static readonly QueryXml Xml = new("http://sns.amazonaws.com/doc/2010-03-31/");

    private readonly Dictionary<string, SnsOperation> _operations =
        topics.All.Concat(subscriptions.All).Concat(publishing.All).ToDictionary(o => o.Name, StringComparer.Ordinal);

    public string Name => "sns";

    public IEnumerable<string> Operations => _operations.Keys;

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var form = await QueryForm.ReadAsync(context.Request, SnsLimits.RequestBody, context.RequestAborted);
            var action = form.Value("Action") is { Length: > 0 } given
                ? given
                : throw new SnsException("MissingAction", "The request must contain the parameter Action.");
            if (!_operations.TryGetValue(action, out var operation))
                throw SnsErrors.UnknownAction(action);
            meter.Request(Name, action);
            operation.Check(form);
            await Xml.WriteAsync(context, action, await operation.Run(form));
        }
        catch (SnsException refused)
        {
            await Xml.WriteErrorAsync(context, refused.Status, refused.Code, refused.Message);
        }
        catch (InvalidDataException malformed)
        {
            await Xml.WriteErrorAsync(context, 400, "MalformedQueryString", malformed.Message);
        }
        catch (BadHttpRequestException malformed)
        {
            await Xml.WriteErrorAsync(context, 400, "MalformedQueryString", malformed.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !context.Response.HasStarted)
        {
            LogFault(logger, context.TraceIdentifier, fault);
            await RefuseAsync(context, Refusal.InternalError);
        }
    }

    public ValueTask<string> OperationAsync(HttpRequest request) => QueryAction.ReadAsync(request, "Action");

    public Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        var error = refusal == Refusal.TooManyRequests ? SnsErrors.Throttled() : SnsErrors.Internal();
        return Xml.WriteErrorAsync(context, error.Status, error.Code, error.Message);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "SNS request {RequestId} failed")]
    private static partial void LogFault(ILogger logger, string requestId, Exception fault);
}
