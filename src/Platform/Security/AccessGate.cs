using Microsoft.Extensions.Options;

namespace RetailBus.Platform.Security;

/// <summary>Whether this process asks its callers who they are. Decided once, at the start.</summary>
public sealed class AccessGate
{
    public AccessGate(ServiceKey key, IOptions<SecurityOptions> options, IEnumerable<ISignIn> signIn)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        SignIn = signIn.FirstOrDefault();
        IsOpen = SignIn is { } door ? !door.IsConfigured : !key.IsConfigured;
        Hosts = options.Value.HostNames.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether everybody who reaches it may everything: so only on loopback.</summary>
    public bool IsOpen { get; }

    /// <summary>The front door's; null in a service without pages.</summary>
    public ISignIn? SignIn { get; }

    /// <summary>Names besides loopback's under which others reach this process.</summary>
    public IReadOnlySet<string> Hosts { get; }

    /// <summary>
    /// Whether a request's host name is right. A service without pages that wants a key is reached by services alone, which no
    /// browser's cookies or address book can be turned against.
    /// </summary>
    public bool Knows(string host) =>
        LoopbackGuard.IsLoopback(host) || Hosts.Contains(host) || (Hosts.Count == 0 && SignIn is null && !IsOpen);
}
