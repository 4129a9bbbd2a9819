using System.Net;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace RetailBus.Web.Forwarding;

/// <summary>One address for browser and command line: what another process answers is passed on to it, streamed both ways.</summary>
internal static class ServiceForwarding
{
    /// <summary>An upload or a query may take long; a service that says nothing for this long is taken for dead.</summary>
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromMinutes(10) };

    private static readonly Dictionary<string, Func<ServiceAddresses, Uri?>> Routes = new()
    {
        ["/api/uploads"] = services => services.Ingest,
        ["/api/publish"] = services => services.Ingest,
        ["/api/generate"] = services => services.Ingest,
        ["/api/datasets"] = services => services.Transform,
        ["/api/lines"] = services => services.Transform,
        ["/api/quarantine"] = services => services.Transform,
        ["/api/query"] = services => services.Warehouse,
        ["/api/sales"] = services => services.Warehouse,
        ["/api/where"] = services => services.Warehouse,
        ["/api/warehouse"] = services => services.Warehouse,
        ["/api/runs"] = services => services.Orchestrator,
        ["/api/queues"] = services => services.Orchestrator,
        ["/api/replays"] = services => services.Orchestrator,
        ["/api/reconcile"] = services => services.Orchestrator,
    };

    /// <summary>Within another service's paths: the ledger knows which batches have quarantined rows, and what is resubmitted
    /// lands.</summary>
    private static readonly Dictionary<string, Func<ServiceAddresses, Uri?>> Exceptions = new()
    {
        ["/api/quarantine"] = services => services.Orchestrator,
        ["/api/quarantine/{batchId}/resubmit"] = services => services.Ingest,
    };

    public static void MapServiceForwarding(this WebApplication app)
    {
        var services = app.Services.GetRequiredService<IOptions<ServiceAddresses>>().Value;
        var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
        });
        app.Lifetime.ApplicationStopped.Register(client.Dispose);
        var patterns = Routes.Select(route => (Pattern: route.Key + "/{**rest}", Address: route.Value))
            .Concat(Exceptions.Select(route => (Pattern: route.Key, Address: route.Value)));
        foreach (var (pattern, address) in patterns)
        {
            if (address(services) is { } target)
                app.MapForwarder(pattern, target.ToString(), Config, HttpTransformer.Default, client);
        }
    }
}
