using Microsoft.Extensions.Options;
using RetailBus.Platform.Security;
using RetailBus.Web.Security.Accounts;

namespace RetailBus.Web.Security;

/// <summary>The front door asks who calls as soon as there is an account, a key or an identity provider.</summary>
internal sealed class FrontDoorSignIn(AccountStore accounts, ApiKeyStore keys, IOptions<SignInOptions> options) : ISignIn
{
    public bool IsConfigured => HasProvider || accounts.List().Count > 0 || keys.List().Count > 0;

    public bool HasProvider => options.Value.OpenIdConnect.Authority is not null;

    public bool HasAccounts => accounts.List().Count > 0;

    public string SchemeOf(HttpContext context) =>
        ApiKeyAuthentication.IsOffered(context.Request) ? SignInSchemes.ApiKey : SignInSchemes.Session;
}
