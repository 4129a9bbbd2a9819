using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using RetailBus.Platform.Security;

namespace RetailBus.Web.Layout;

/// <summary>The person before the page. Without sign-in everybody on this machine is its operator.</summary>
public sealed class Viewer(AuthenticationStateProvider provider, AccessGate gate)
{
    /// <summary>Whether they signed in, and so can sign out.</summary>
    public bool IsSignedIn => !gate.IsOpen;

    /// <summary>What runs' timelines call them.</summary>
    public string Name => gate.IsOpen ? "operator" : User?.Identity?.Name ?? "nobody";

    /// <summary>Whether they may upload, generate and resubmit.</summary>
    public bool CanUpload => Has(AccessRole.Uploader);

    /// <summary>Whether they may act on runs and queues.</summary>
    public bool CanOperate => Has(AccessRole.Operator);

    private ClaimsPrincipal? User => provider.GetAuthenticationStateAsync() is { IsCompletedSuccessfully: true } state ? state.Result.User : null;

    private bool Has(AccessRole role) => gate.IsOpen || User?.RoleOf() >= role;
}
