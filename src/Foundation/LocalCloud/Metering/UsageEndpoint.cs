using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Metering;

/// <summary><c>GET /_admin/usage</c>: the requests since the start.</summary>
internal sealed class UsageEndpoint(UsageMeter meter)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A signed request is for a service, whatever its path.</summary>
    public static bool IsFor(HttpRequest request) => request.Path == "/_admin/usage" && CredentialScope.Service(request) is null;

    public Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET";
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, new { usage = meter.Lines }, Json, context.RequestAborted);
    }
}
