namespace RetailBus.Web.Security;

/// <summary>An OpenID Connect provider; section <c>SignIn:OpenIdConnect</c>. Its client's redirect address is <c>/sign-in/oidc/callback</c>.</summary>
public sealed class OpenIdConnectSettings
{
    /// <summary>Address whose <c>/.well-known/openid-configuration</c> describes the provider; https, or http on loopback. Default: none.</summary>
    public Uri? Authority { get; set; }

    /// <summary>As the provider calls this application.</summary>
    public string? ClientId { get; set; }

    /// <summary>From the environment or user secrets: <c>SignIn__OpenIdConnect__ClientSecret</c>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>On the button. Default: the provider's host.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The claim that timelines call people by. Default <c>preferred_username</c>.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim whose values <see cref="Viewers"/>, <see cref="Uploaders"/> and <see cref="Operators"/> name. Default <c>roles</c>.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Claim values, separated by commas, that make a viewer. Default: <c>viewer</c>. Who has none of any list may nothing.</summary>
    public string Viewers { get; set; } = "viewer";

    /// <summary>Claim values that make an uploader. Default: <c>uploader</c>.</summary>
    public string Uploaders { get; set; } = "uploader";

    /// <summary>Claim values that make an operator. Default: <c>operator</c>.</summary>
    public string Operators { get; set; } = "operator";

    /// <summary>Scopes asked for besides <c>openid profile</c>, separated by spaces. Default: none.</summary>
    public string Scopes { get; set; } = "";

    internal string Label => DisplayName ?? Authority?.Host ?? "";
}
