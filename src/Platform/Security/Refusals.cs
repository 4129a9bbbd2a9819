using Microsoft.AspNetCore.Http;

namespace RetailBus.Platform.Security;

/// <summary>Answers to callers who may not.</summary>
public static class Refusals
{
    /// <summary>401: nobody knows who calls.</summary>
    public static Task NoCallerAsync(HttpContext context, string advice)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(advice, statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in").ExecuteAsync(context);
    }

    /// <summary>403: the caller is known and may not.</summary>
    public static Task WrongRoleAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var needed = context.GetEndpoint() is { } endpoint
            ? AccessTable.Find(endpoint, context.Request.Method, context.Request.Path.Value!) ?? AccessRole.Operator
            : AccessRole.Operator;
        return Results.Problem(
            $"This needs the role {AccessRoles.NameOf(needed)}; you are {AccessRoles.NameOf(context.User.RoleOf())}. An operator can ask for more rights.",
            statusCode: StatusCodes.Status403Forbidden,
            title: "Not allowed").ExecuteAsync(context);
    }
}
