using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Faults;
using RetailBus.LocalCloud.Hosting.Signing;
using RetailBus.LocalCloud.Metering;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>
/// Finds the service that a request is for: by its signature's scope, its target header, its form's API version; else S3.
/// </summary>
internal sealed class ServiceRouter(
    IEnumerable<IAwsService> services,
    FaultInjector faults,
    FaultsEndpoint faultsEndpoint,
    SignatureVerifier signatures,
    UsageEndpoint usageEndpoint,
    ILogger<FaultyService> logger)
{
    private static readonly Dictionary<string, string> ServicesByTarget = new(StringComparer.Ordinal)
    {
        ["AmazonSQS"] = "sqs",
        ["Firehose_20150804"] = "firehose",
    };

    private static readonly Dictionary<string, string> ServicesByVersion = new(StringComparer.Ordinal)
    {
        ["2012-11-05"] = "sqs",
        ["2010-03-31"] = "sns",
    };

    private readonly Dictionary<string, FaultyService> _services = services.ToDictionary(
        service => service.Name, service => new FaultyService(service, faults, logger), StringComparer.Ordinal);

    public async Task RouteAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/health"
            && CredentialScope.Service(context.Request) is null)
        {
            await WriteHealthAsync(context);
            return;
        }

        if (FaultsEndpoint.IsFor(context.Request))
        {
            await faultsEndpoint.HandleAsync(context);
            return;
        }

        if (UsageEndpoint.IsFor(context.Request))
        {
            await usageEndpoint.HandleAsync(context);
            return;
        }

        var name = await ServiceNameAsync(context.Request);
        if (_services.TryGetValue(name, out var service))
        {
            await HandleAsync(context, service);
            return;
        }

        var code = context.Request.Headers.ContainsKey("X-Amz-Target") ? "UnknownOperationException" : "InvalidAction";
        await AwsErrors.WriteAsync(
            context,
            StatusCodes.Status400BadRequest,
            code,
            $"The local cloud does not serve '{name}'; it serves {string.Join(", ", _services.Keys.Order())}.");
    }

    private async Task HandleAsync(HttpContext context, FaultyService service)
    {
        try
        {
            await signatures.VerifyAsync(context, service.Name);
        }
        catch (SignatureException refused)
        {
            await AwsErrors.WriteAsync(context, service.Name, refused);
            return;
        }

        await service.HandleAsync(context);
    }

    private static async Task<string> ServiceNameAsync(HttpRequest request)
    {
        if (CredentialScope.Service(request) is { } scope)
            return scope;
        if (request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target)
        {
            var prefix = target.Split('.')[0];
            return ServicesByTarget.GetValueOrDefault(prefix, prefix);
        }

        var version = request.Path == "/" ? await QueryAction.ReadAsync(request, "Version") : request.Query["Version"].ToString();
        return version.Length == 0 ? "s3" : ServicesByVersion.GetValueOrDefault(version, version);
    }

    private Task WriteHealthAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        var health = new { status = "running", services = _services.Keys.Order().ToDictionary(name => name, _ => "running") };
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(health)).AsTask();
    }
}
