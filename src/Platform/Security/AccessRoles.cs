using System.Security.Claims;

namespace RetailBus.Platform.Security;

/// <summary>Roles as text and as claims.</summary>
public static class AccessRoles
{
    /// <summary>The roles that an account may have, from the least.</summary>
    public static IReadOnlyList<string> Names { get; } = [NameOf(AccessRole.Viewer), NameOf(AccessRole.Uploader), NameOf(AccessRole.Operator)];

    /// <summary>Lower case, as configuration, command line and claims spell it.</summary>
    public static string NameOf(AccessRole role) => role switch
    {
        AccessRole.Viewer => "viewer",
        AccessRole.Uploader => "uploader",
        AccessRole.Operator => "operator",
        _ => "anonymous",
    };

    /// <summary>The role of a name; null for any other text.</summary>
    public static AccessRole? Parse(string? name) => name switch
    {
        "viewer" => AccessRole.Viewer,
        "uploader" => AccessRole.Uploader,
        "operator" => AccessRole.Operator,
        _ => null,
    };

    /// <summary>The highest role that a caller has.</summary>
    public static AccessRole RoleOf(this ClaimsPrincipal caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Identity is not { IsAuthenticated: true }
            ? AccessRole.Anonymous
            : caller.FindAll(ClaimTypes.Role).Select(claim => Parse(claim.Value) ?? AccessRole.Anonymous).DefaultIfEmpty().Max();
    }

    /// <summary>A caller by name and role.</summary>
    /// <param name="name">As timelines call them; null for a service that acts for nobody.</param>
    /// <param name="role">What they may do.</param>
    /// <param name="scheme">How they were recognised.</param>
    /// <param name="claims">What else is known.</param>
    public static ClaimsPrincipal Caller(string? name, AccessRole role, string scheme, params IEnumerable<Claim> claims)
    {
        var identity = new ClaimsIdentity(claims, scheme);
        if (name is not null)
            identity.AddClaim(new Claim(ClaimTypes.Name, name));
        identity.AddClaim(new Claim(ClaimTypes.Role, NameOf(role)));
        return new ClaimsPrincipal(identity);
    }
}
