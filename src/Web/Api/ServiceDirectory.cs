using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using RetailBus.Web.Forwarding;

namespace RetailBus.Web.Api;

/// <summary>Where a path of the API is answered: by the configured service, or by this process itself.</summary>
internal sealed class ServiceDirectory(IServer server, IOptions<ServiceAddresses> addresses)
{
    /// <summary>The whole address of a path such as <c>api/runs?limit=10</c>.</summary>
    /// <exception cref="InvalidOperationException">The path is answered here, and this process does not listen yet.</exception>
    public Uri AddressOf(string path) => new(ServiceRoute.Of(path).Address(addresses.Value) ?? Own(), path);

    private Uri Own()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The front door does not listen yet.");
        var own = new Uri(address.Replace("://+", "://[::]", StringComparison.Ordinal).Replace("://*", "://[::]", StringComparison.Ordinal));
        var isAny = IPAddress.TryParse(own.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return isAny ? new UriBuilder(own) { Host = IPAddress.Loopback.ToString() }.Uri : own;
    }
}
