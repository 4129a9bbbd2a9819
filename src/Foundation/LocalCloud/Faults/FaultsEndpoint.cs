using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Faults;

/// <summary><c>/_admin/faults</c>: GET shows the plan in force, PUT puts another in force.</summary>
internal sealed class FaultsEndpoint(FaultInjector faults)
{
    public const string Path = "/_admin/faults";
    private const int MaxBytes = 64 * 1024;

    /// <summary>A signed request is for a service, whatever its path.</summary>
    public static bool IsFor(HttpRequest request) => request.Path == Path && CredentialScope.Service(request) is null;

    public async Task HandleAsync(HttpContext context)
    {
        if (HttpMethods.IsPut(context.Request.Method))
        {
            var errors = await UseAsync(context);
            if (errors.Count > 0)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(new { errors }));
                return;
            }
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, PUT";
            return;
        }

        await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(faults.Draws.Plan, FaultJson.Default.FaultPlan));
    }

    private static Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(json).AsTask();
    }

    private async Task<List<string>> UseAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or > MaxBytes)
            return [$"The request must have a Content-Length of at most {MaxBytes}."];
        try
        {
            var plan = await JsonSerializer.DeserializeAsync(context.Request.Body, FaultJson.Default.FaultPlan, context.RequestAborted);
            if (plan?.Rules is null || plan.Rules.Contains(null!))
                return ["The body must be an object with the members seed and rules."];
            var errors = plan.Errors().ToList();
            if (errors.Count == 0)
                faults.Use(plan);
            return errors;
        }
        catch (JsonException malformed)
        {
            return [$"The body is not a plan of faults: {malformed.Message}"];
        }
    }
}
