using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RetailBus.Platform.Security;

/// <summary>Recognises the other services, and for whom they ask.</summary>
internal sealed class ServiceKeyAuthentication(
    ServiceKey key, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Refusals.NoCallerAsync(Context, $"Show the services' key in the header {ServiceKey.Header}, or call the front door.");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusals.WrongRoleAsync(Context);

    private AuthenticateResult Authenticate()
    {
        if (Request.Headers[ServiceKey.Header] is not [{ Length: > 0 } offered])
            return AuthenticateResult.NoResult();
        if (!key.Matches(offered))
            return AuthenticateResult.Fail("The service key is not the one that this service was started with.");

        var actor = Request.Headers[ServiceKey.ActorHeader].ToString();
        if (actor.Length == 0)
            return Success(null, AccessRole.Operator);
        return AccessRoles.Parse(Request.Headers[ServiceKey.RoleHeader].ToString()) is { } role
            ? Success(Uri.UnescapeDataString(actor), role)
            : AuthenticateResult.Fail("The service does not say what its caller may do.");
    }

    private static AuthenticateResult Success(string? actor, AccessRole role) => AuthenticateResult.Success(
        new AuthenticationTicket(AccessRoles.Caller(actor, role, AccessSchemes.Service), AccessSchemes.Service));
}
