using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Security;
using RetailBus.Web.Security.Accounts;

namespace RetailBus.Web.Security;

/// <summary>Recognises programs by <c>Authorization: Bearer rbk_...</c>.</summary>
internal sealed class ApiKeyAuthentication(
    ApiKeyStore keys, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    public static bool IsOffered(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Refusals.NoCallerAsync(Context, "The API key is not one of this stack's. Make one with: retailbus keys add NAME --role ROLE");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusals.WrongRoleAsync(Context);

    private AuthenticateResult Authenticate()
    {
        var offered = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        return keys.Find(offered) is { } key && AccessRoles.Parse(key.Role) is { } role
            ? AuthenticateResult.Success(new AuthenticationTicket(AccessRoles.Caller($"key {key.Name}", role, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("There is no such API key.");
    }
}
