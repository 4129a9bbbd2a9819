using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Options;
using RetailBus.Web.Security;
using Yarp.ReverseProxy.Forwarder;

namespace RetailBus.Web.Forwarding;

/// <summary>One address for browser and command line: what another process answers is passed on to it, streamed both ways.</summary>
internal static class ServiceForwarding
{
    /// <summary>An upload or a query may take long; a service that says nothing for this long is taken for dead.</summary>
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromMinutes(10) };

    public static void MapServiceForwarding(this WebApplication app)
    {
        var services = app.Services.GetRequiredService<IOptions<ServiceAddresses>>().Value;
        var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            // What the client sent of a trace is replaced by the span of the forwarding, which is part of it.
            ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        });
        var caller = app.Services.GetRequiredService<ForwardedCaller>();
        app.Lifetime.ApplicationStopped.Register(client.Dispose);
        foreach (var route in ServiceRoute.All)
        {
            if (route.Address(services) is { } target)
                app.MapForwarder(route.Pattern, target.ToString(), Config, caller, client);
        }
    }
}
