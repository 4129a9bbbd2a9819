using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using RetailBus.Platform.Security;
using RetailBus.Web.Pages.SignIn;
using RetailBus.Web.Security.Accounts;

namespace RetailBus.Web.Security;

/// <summary>A session ends with the account, role or password that it was begun with; programs are told, people are led to sign in.</summary>
internal sealed class Sessions(AccountStore accounts) : CookieAuthenticationEvents
{
    /// <summary>What a local account's session says.</summary>
    public static ClaimsPrincipal Begin(Account account) => AccessRoles.Caller(
        account.Name, AccessRoles.Parse(account.Role) ?? AccessRole.Anonymous, SignInSchemes.Session, new Claim(SignInSchemes.Stamp, account.Stamp));

    /// <summary>Whether a session still stands; one that an identity provider vouched for does until it ends.</summary>
    public bool Stands(ClaimsPrincipal caller)
    {
        var stamp = caller.FindFirstValue(SignInSchemes.Stamp);
        return stamp is null || (caller.Identity?.Name is { } name && accounts.Find(name)?.Stamp == stamp);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } caller && Stands(caller))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(SignInSchemes.Session);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (AccessTable.IsApi(request.Path) || request.Path.StartsWithSegments("/_blazor"))
        {
            return Refusals.NoCallerAsync(
                context.HttpContext,
                "Sign in, or send an API key (Authorization: Bearer KEY). The command line takes it from RETAILBUS_API_KEY.");
        }

        var target = HttpMethods.IsGet(request.Method) ? $"{request.Path}{request.QueryString}" : "/";
        context.Response.Redirect(SignInAddress.Of(target, error: null));
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (AccessTable.IsApi(context.Request.Path))
            return Refusals.WrongRoleAsync(context.HttpContext);
        SignInEndpoints.AllowPage(context.Response);
        return new RazorComponentResult<NotAllowedPage> { StatusCode = StatusCodes.Status403Forbidden }.ExecuteAsync(context.HttpContext);
    }
}
