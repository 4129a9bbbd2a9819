using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace RetailBus.Platform.Security;

/// <summary>Lets through who has the role that the endpoint needs.</summary>
internal sealed class AccessCheck(RequestDelegate next, AccessGate gate)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (gate.IsOpen || context.GetEndpoint() is not { } endpoint)
        {
            await next(context);
            return;
        }

        var needed = AccessTable.Find(endpoint, context.Request.Method, context.Request.Path.Value!) ?? AccessRole.Operator;
        if (context.User.RoleOf() >= needed)
            await next(context);
        else if (context.User.Identity is { IsAuthenticated: true })
            await context.ForbidAsync();
        else
            await context.ChallengeAsync();
    }
}
