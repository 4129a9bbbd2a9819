using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Primitives;

namespace RetailBus.Platform.Security;

/// <summary>What every answer tells browsers: take it for what it says it is, frame it nowhere, run nothing of it, keep no copy of data.</summary>
internal static class SecurityHeaders
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static readonly StringValues AYear = "max-age=31536000";

    /// <summary>Pages say themselves what they need.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = Nothing;
        if (AccessTable.IsApi(context.Request.Path))
            headers.CacheControl = "no-store";
        if (context.Request.IsHttps && !LoopbackGuard.IsLoopback(context.Request.Host.Host))
            headers.StrictTransportSecurity = AYear;
        return next(context);
    });
}
