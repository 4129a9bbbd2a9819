using Microsoft.AspNetCore.Antiforgery;
using RetailBus.Platform.Security;

namespace RetailBus.Web.Security;

/// <summary>A browser sends its session along with whatever a page tells it to; what changes anything must show that a page of ours told it.</summary>
internal static class SessionRequestGuard
{
    /// <summary>The header of the token that our pages send.</summary>
    public const string Header = "X-RetailBus-Antiforgery";

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var isSession = context.User.Identity?.AuthenticationType == SignInSchemes.Session;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (isSession && !isSafe && AccessTable.IsApi(request.Path) && !await IsValidAsync(context))
        {
            await Results.Problem(
                $"A browser's request needs the page's token in the header {Header}. Load the page again. Programs use an API key.",
                statusCode: StatusCodes.Status400BadRequest,
                title: "Not from our page").ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>Only the header counts: a file that is sent is not searched for a form.</summary>
    private static async Task<bool> IsValidAsync(HttpContext context) =>
        context.Request.Headers.ContainsKey(Header)
        && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
}
