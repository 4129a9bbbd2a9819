using System.Security.Claims;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace RetailBus.Platform.Security;

/// <summary>
/// Shows the services' key with what one service asks of another: <c>AddHttpClient&lt;T&gt;().AddHttpMessageHandler&lt;ServiceCalls&gt;()</c>.
/// </summary>
public class ServiceCalls(ServiceKey key, IServer server) : DelegatingHandler
{
    /// <summary>For whom this service asks; null for itself.</summary>
    protected virtual ClaimsPrincipal? Caller => null;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (key.IsConfigured || IsOwn(request.RequestUri!))
            Add(request, key, Caller);
        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>Shows the key, if other processes know it, and for whom it is asked.</summary>
    /// <param name="request">Goes to another service.</param>
    /// <param name="key">This process's.</param>
    /// <param name="caller">Who asks; null for this service itself.</param>
    public static void Show(HttpRequestMessage request, ServiceKey key, ClaimsPrincipal? caller)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        if (key.IsConfigured)
            Add(request, key, caller);
    }

    private static void Add(HttpRequestMessage request, ServiceKey key, ClaimsPrincipal? caller)
    {
        request.Headers.TryAddWithoutValidation(ServiceKey.Header, key.Value);
        if (caller?.Identity?.Name is not { } name)
            return;
        request.Headers.TryAddWithoutValidation(ServiceKey.ActorHeader, Uri.EscapeDataString(name));
        request.Headers.TryAddWithoutValidation(ServiceKey.RoleHeader, AccessRoles.NameOf(caller.RoleOf()));
    }

    /// <summary>A key of this process's own is shown to nobody else.</summary>
    private bool IsOwn(Uri target) =>
        server.Features.Get<IServerAddressesFeature>() is { } own
        && LoopbackGuard.IsLoopback(target.Host)
        && own.Addresses.Any(address => BindingAddressOf(address) == (target.Scheme, target.Port));

    private static (string Scheme, int Port) BindingAddressOf(string address)
    {
        var parsed = Microsoft.AspNetCore.Http.BindingAddress.Parse(address);
        return (parsed.Scheme, parsed.Port);
    }
}
