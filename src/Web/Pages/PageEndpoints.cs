using Microsoft.AspNetCore.Http.HttpResults;

namespace RetailBus.Web.Pages;

/// <summary>The pages and what they need; nothing comes from another host.</summary>
internal static class PageEndpoints
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.CacheControl = "no-store";
            return new RazorComponentResult<HomePage>();
        });
        endpoints.MapGet("/style.css", () => Results.Stream(
            typeof(PageEndpoints).Assembly.GetManifestResourceStream("RetailBus.Web.style.css")!, "text/css"));
    }
}
