using Microsoft.AspNetCore.Http;

namespace RetailBus.Platform.Security;

/// <summary>How people and programs sign in at the front door; a process that is no front door has none.</summary>
public interface ISignIn
{
    /// <summary>Whether anybody could sign in: there is an account, a key, or an identity provider.</summary>
    bool IsConfigured { get; }

    /// <summary>The authentication scheme that tells who sent a request.</summary>
    string SchemeOf(HttpContext context);
}
