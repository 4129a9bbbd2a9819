using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Security;
using RetailBus.Web.Pages.SignIn;
using RetailBus.Web.Security.Accounts;
using RetailBus.Web.Security.Limits;

namespace RetailBus.Web.Security;

/// <summary>Signing in and out.</summary>
internal static partial class SignInEndpoints
{
    private const string PagePolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Bytes of the form: a name and a password.</summary>
    private const long LargestForm = 16 * 1024;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInAddress.Page, ShowPage);
        routes.MapPost(SignInAddress.Page, SignInAsync);
        routes.MapPost("/sign-out", SignOutAsync);
        routes.MapGet("/sign-in/oidc", (string? returnUrl, FrontDoorSignIn signIn) => signIn.HasProvider
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = SignInAddress.Local(returnUrl) }, [SignInSchemes.OpenIdConnect])
            : Results.Redirect(SignInAddress.Page));
    }

    /// <summary>Pages of sign-in run no script at all.</summary>
    public static void AllowPage(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = PagePolicy;
        response.Headers.CacheControl = "no-cache, no-store";
    }

    private static IResult ShowPage(
        HttpContext context, FrontDoorSignIn signIn, IAntiforgery antiforgery, IOptions<SignInOptions> options, string? returnUrl, string? error)
    {
        if (!signIn.IsConfigured)
            return Results.Redirect("/");
        var tokens = antiforgery.GetAndStoreTokens(context);
        AllowPage(context.Response);
        return new RazorComponentResult<SignInPage>(new
        {
            ReturnUrl = SignInAddress.Local(returnUrl),
            Error = error,
            Provider = signIn.HasProvider ? options.Value.OpenIdConnect.Label : null,
            signIn.HasAccounts,
            TokenField = tokens.FormFieldName,
            Token = tokens.RequestToken,
        });
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, AccountStore accounts, SignInAttempts attempts, IAntiforgery antiforgery, ILogger<AccountStore> logger)
    {
        if (await ReadFormAsync(context) is not { } form)
            return Results.Redirect(SignInAddress.Of(null, SignInAddress.Stale));
        var returnUrl = form["returnUrl"].ToString();
        if (!context.Request.IsHttps && !LoopbackGuard.IsLoopback(context.Request.Host.Host))
            return Results.Redirect(SignInAddress.Of(returnUrl, SignInAddress.NeedsHttps));
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.Redirect(SignInAddress.Of(returnUrl, SignInAddress.Stale));

        var name = form["name"].ToString().Trim();
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!attempts.Take(name, address))
        {
            LogTooMany(logger, address);
            return Results.Redirect(SignInAddress.Of(returnUrl, SignInAddress.TooMany));
        }

        if (accounts.Check(name, form["password"].ToString()) is not { } account)
        {
            LogFailed(logger, address);
            return Results.Redirect(SignInAddress.Of(returnUrl, SignInAddress.WrongPassword));
        }

        await context.SignInAsync(SignInSchemes.Session, Sessions.Begin(account));
        return Results.LocalRedirect(SignInAddress.Local(returnUrl));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (await ReadFormAsync(context) is null || !await antiforgery.IsRequestValidAsync(context))
            return Results.Redirect("/");
        await context.SignOutAsync(SignInSchemes.Session);
        return Results.Redirect(SignInAddress.Page);
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestForm;
        try
        {
            return context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The name is not told: people type passwords into the wrong field.</summary>
    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in from {Address} failed: no such name and password")]
    private static partial void LogFailed(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in from {Address} was not looked at: too many attempts")]
    private static partial void LogTooMany(ILogger logger, string address);
}
