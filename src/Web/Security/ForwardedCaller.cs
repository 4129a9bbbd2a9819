using RetailBus.Platform.Security;
using Yarp.ReverseProxy.Forwarder;

namespace RetailBus.Web.Security;

/// <summary>Tells the service behind who asks, and shows it the services' key; a browser's cookies and a program's key stay here.</summary>
internal sealed class ForwardedCaller(ServiceKey key, AccessGate gate) : HttpTransformer
{
    /// <summary>What this door has judged already, or is its own business.</summary>
    private static readonly string[] KeptHere =
    [
        "Cookie", "Authorization", "Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest", SessionRequestGuard.Header,
        ServiceKey.Header, ServiceKey.ActorHeader, ServiceKey.RoleHeader,
    ];

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        foreach (var name in KeptHere)
            proxyRequest.Headers.Remove(name);
        proxyRequest.Headers.Host = null;
        ServiceCalls.Show(proxyRequest, key, gate.IsOpen ? null : httpContext.User);
    }
}
