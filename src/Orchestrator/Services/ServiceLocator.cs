using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace RetailBus.Orchestrator.Services;

/// <summary>Absolute addresses of other services' pages.</summary>
internal sealed class ServiceLocator(IServiceProvider services)
{
    /// <param name="configured">The service's address; null when it answers in this process.</param>
    /// <param name="path">Without a leading slash.</param>
    /// <exception cref="HttpRequestException">No address is configured, and this process listens on none.</exception>
    public Uri Page(Uri? configured, string path) => new(configured ?? OwnAddress(), path);

    private Uri OwnAddress() =>
        services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
            ? new Uri(address)
            : throw new HttpRequestException("This process answers no requests, and no address is configured under Services.");
}
