using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RetailBus.Platform.Security;

/// <summary>
/// Neither loopback nor a private network is safe from browsers: any page may send a request there. A foreign <c>Host</c> (DNS
/// rebinding), a foreign <c>Origin</c> and a cross-site fetch are refused.
/// </summary>
public static class LoopbackGuard
{
    public static IApplicationBuilder UseLoopbackGuard(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var gate = app.ApplicationServices.GetService<AccessGate>();
        return app.Use(async (context, next) =>
        {
            if (Refusal(context.Request, gate) is { } reason)
            {
                await Results.Problem(reason, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
                return;
            }

            await next(context);
        });
    }

    /// <summary>Whether a host name or address is this machine's own loopback.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string? Refusal(HttpRequest request, AccessGate? gate)
    {
        if (!(gate?.Knows(request.Host.Host) ?? IsLoopback(request.Host.Host)) && !IsProbe(request))
            return $"The request names the host \"{request.Host.Host}\", which is none of this service's names (Security:Hosts).";

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site" && !IsNavigation(request))
            return "A page of another site may not call this service.";

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            return "A page of another origin may not call this service.";

        return null;
    }

    /// <summary>A load balancer asks by address whether the process lives; the answer is one word, the same for everybody.</summary>
    private static bool IsProbe(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Path == "/health/live";

    /// <summary>A link on another site that a person follows to a page of ours.</summary>
    private static bool IsNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && !request.Path.StartsWithSegments("/api");
}
