using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using RetailBus.Platform.Security;

namespace RetailBus.Web.Security;

/// <summary>An open page outlives the request that opened it: whether its viewer's session still stands is looked at every minute.</summary>
internal sealed class SessionWatch(ILoggerFactory logger, Sessions sessions, AccessGate gate) : RevalidatingServerAuthenticationStateProvider(logger)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(gate.IsOpen || sessions.Stands(authenticationState.User));
}
