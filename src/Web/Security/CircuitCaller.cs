using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace RetailBus.Web.Security;

/// <summary>Knows, while an open page handles what its viewer did, who that viewer is.</summary>
internal sealed class CircuitCaller(AuthenticationStateProvider provider) : CircuitHandler
{
    private static readonly AsyncLocal<ClaimsPrincipal?> Viewer = new();

    /// <summary>Null outside of pages.</summary>
    public static ClaimsPrincipal? Current => Viewer.Value;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async context =>
        {
            Viewer.Value = (await provider.GetAuthenticationStateAsync()).User;
            await next(context);
        };
}
