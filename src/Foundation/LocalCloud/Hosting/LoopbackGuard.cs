using System.Net;
using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Refuses what a web page in a browser on this machine could send: loopback alone keeps no browser out.</summary>
internal static class LoopbackGuard
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var refusal = Refusal(context.Request);
        return refusal is null ? next(context) : AwsErrors.WriteAsync(context, StatusCodes.Status403Forbidden, "AccessDenied", refusal);
    }

    private static string? Refusal(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
            return $"The local cloud answers loopback names only, not the Host '{request.Host.Host}'.";
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("none" or "same-origin"))
            return $"Cross-site requests are refused (Sec-Fetch-Site: {site}).";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase))
            return $"Requests of the Origin '{origin}' are refused.";
        return null;
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
