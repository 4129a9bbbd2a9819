using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Faults;

/// <summary>Puts the faults of requests before a service.</summary>
internal sealed partial class FaultyService(IAwsService service, FaultInjector faults, ILogger<FaultyService> logger) : IAwsService
{
    public string Name => service.Name;

    public IEnumerable<string> Operations => service.Operations;

    public async Task HandleAsync(HttpContext context)
    {
        var draws = faults.Draws;
        if (!draws.AffectsRequests)
        {
            await service.HandleAsync(context);
            return;
        }

        var operation = await service.OperationAsync(context.Request);
        var rule = draws.ForRequest(Name, operation);
        if (rule is not null)
            LogFault(logger, rule.Kind, Name, operation);
        switch (rule?.Kind)
        {
            case null:
                await service.HandleAsync(context);
                break;
            case FaultKind.Throttle:
                await service.RefuseAsync(context, Refusal.TooManyRequests);
                break;
            case FaultKind.ServerError:
                await service.RefuseAsync(context, Refusal.InternalError);
                break;
            case FaultKind.DropAfterEffect:
                context.Response.Body = Stream.Null;
                await service.HandleAsync(context);
                context.Abort();
                break;
            default:
                context.Abort();
                break;
        }
    }

    public ValueTask<string> OperationAsync(HttpRequest request) => service.OperationAsync(request);

    public Task RefuseAsync(HttpContext context, Refusal refusal) => service.RefuseAsync(context, refusal);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} on request: {Service} {Operation}")]
    private static partial void LogFault(ILogger logger, FaultKind kind, string service, string operation);
}
