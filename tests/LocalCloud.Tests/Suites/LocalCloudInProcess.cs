using Microsoft.Extensions.DependencyInjection;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>The local cloud's services without a socket and without the HTTP server's own reading and writing.</summary>
public sealed class LocalCloudInProcess : LocalCloudOverHttp
{
    private InProcessHandler? _handler;

    protected override HttpMessageHandler? InProcess => _handler;

    protected override async Task<Uri?> StartAsync()
    {
        var url = await base.StartAsync();
        _handler = new InProcessHandler(Server.Services.GetRequiredService<ServiceRouter>().RouteAsync);
        return url;
    }
}
