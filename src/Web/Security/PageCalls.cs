using System.Security.Claims;
using Microsoft.AspNetCore.Hosting.Server;
using RetailBus.Platform.Security;

namespace RetailBus.Web.Security;

/// <summary>What a page asks of the services it asks in its viewer's name, and no more is answered than the viewer may see or do.</summary>
internal sealed class PageCalls(ServiceKey key, IServer server, AccessGate gate, IHttpContextAccessor accessor) : ServiceCalls(key, server)
{
    /// <summary>Somebody whose session has ended meanwhile: no role will do.</summary>
    private static readonly ClaimsPrincipal Nobody = AccessRoles.Caller("nobody", AccessRole.Anonymous, SignInSchemes.Session);

    protected override ClaimsPrincipal? Caller =>
        gate.IsOpen || (CircuitCaller.Current ?? accessor.HttpContext?.User) is not { } viewer ? null
        : viewer.Identity is { IsAuthenticated: true } ? viewer
        : Nobody;
}
