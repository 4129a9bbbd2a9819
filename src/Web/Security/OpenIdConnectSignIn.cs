using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using RetailBus.Platform.Security;

namespace RetailBus.Web.Security;

/// <summary>Sign-in at an identity provider: code flow with PKCE; of what it says, name and role are kept.</summary>
internal static class OpenIdConnectSignIn
{
    private const string NoRole = "no role";

    /// <exception cref="InvalidOperationException">A setting is missing or unsafe.</exception>
    public static void AddProvider(this AuthenticationBuilder authentication, OpenIdConnectSettings settings, CookieSecurePolicy secure)
    {
        Check(settings);
        authentication.AddOpenIdConnect(SignInSchemes.OpenIdConnect, settings.Label, provider =>
        {
            provider.SignInScheme = SignInSchemes.Session;
            provider.Authority = settings.Authority!.ToString();
            provider.RequireHttpsMetadata = settings.Authority.Scheme == Uri.UriSchemeHttps;
            provider.ClientId = settings.ClientId;
            provider.ClientSecret = settings.ClientSecret;
            provider.ResponseType = OpenIdConnectResponseType.Code;
            provider.ResponseMode = OpenIdConnectResponseMode.Query;
            provider.UsePkce = true;
            provider.MapInboundClaims = false;
            provider.SaveTokens = false;
            provider.CallbackPath = "/sign-in/oidc/callback";
            provider.RemoteSignOutPath = PathString.Empty;
            provider.TokenValidationParameters.NameClaimType = settings.NameClaim;
            foreach (var scope in settings.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                provider.Scope.Add(scope);
            foreach (var cookie in new[] { provider.CorrelationCookie, provider.NonceCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = secure;
            }

            provider.Events.OnTokenValidated = context =>
            {
                // The provider is asked again when the session ends, however busy it was: who lost a role there loses it here.
                context.Properties!.AllowRefresh = false;
                if (Known(context.Principal!, settings) is { } caller)
                    context.Principal = caller;
                else
                    context.Fail(NoRole);
                return Task.CompletedTask;
            };
            provider.Events.OnRemoteFailure = context =>
            {
                var error = context.Failure?.Message == NoRole ? SignInAddress.NoRole : SignInAddress.Provider;
                context.Response.Redirect(SignInAddress.Of(null, error));
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>The caller that a provider's claims make; null when they make none.</summary>
    internal static ClaimsPrincipal? Known(ClaimsPrincipal provided, OpenIdConnectSettings settings)
    {
        var name = provided.FindFirstValue(settings.NameClaim) ?? provided.FindFirstValue("email") ?? provided.FindFirstValue("sub");
        var values = provided.FindAll(settings.RoleClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        AccessRole? role = Names(settings.Operators, values) ? AccessRole.Operator
            : Names(settings.Uploaders, values) ? AccessRole.Uploader
            : Names(settings.Viewers, values) ? AccessRole.Viewer
            : null;
        return name is { Length: > 0 and <= 100 } && role is { } known ? AccessRoles.Caller(name, known, SignInSchemes.Session) : null;
    }

    private static bool Names(string list, HashSet<string> values) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(values.Contains);

    private static void Check(OpenIdConnectSettings settings)
    {
        var authority = settings.Authority!;
        if (!authority.IsAbsoluteUri || (authority.Scheme != Uri.UriSchemeHttps && !LoopbackGuard.IsLoopback(authority.Host)))
            throw new InvalidOperationException($"SignIn:OpenIdConnect:Authority is '{authority}'; give an https address.");
        if (string.IsNullOrEmpty(settings.ClientId) || string.IsNullOrEmpty(settings.ClientSecret))
            throw new InvalidOperationException("SignIn:OpenIdConnect has an Authority and needs ClientId and ClientSecret too.");
    }
}
