namespace RetailBus.Web.Security;

/// <summary>Names of the front door's ways to tell who calls.</summary>
internal static class SignInSchemes
{
    public const string Session = "session";
    public const string ApiKey = "api-key";
    public const string OpenIdConnect = "oidc";

    /// <summary>The claim that ties a session to its account's role and password.</summary>
    public const string Stamp = "stamp";
}
