using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>
/// Closes the connection after an error that a client with <c>Expect: 100-continue</c> gets, as S3 does. Whether it still sends its body
/// is not known then, and the server would take the next request's first bytes for it.
/// </summary>
internal static class ExpectationGuard
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Expect.Count > 0)
            context.Response.OnStarting(CloseAfterError, context.Response);
        return next(context);
    }

    private static Task CloseAfterError(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode >= StatusCodes.Status300MultipleChoices)
            response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
