using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>The request line's target as it was sent; the server's own path is decoded and normalised.</summary>
internal static class RawTarget
{
    /// <summary>The path, which is never empty, and the query without its question mark.</summary>
    public static (string Path, string Query) Split(HttpContext context)
    {
        const string Scheme = "http://";
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        if (path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            var slash = path.IndexOf('/', Scheme.Length);
            path = slash < 0 ? "/" : path[slash..];
        }

        return (path.Length == 0 ? "/" : path, mark < 0 ? "" : target[(mark + 1)..]);
    }
}
