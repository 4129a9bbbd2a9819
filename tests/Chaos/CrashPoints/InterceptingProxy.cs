using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace RetailBus.Chaos.CrashPoints;

/// <summary>Stands between the services and the local cloud, and kills a service at an armed point.</summary>
internal sealed class InterceptingProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
    });

    private readonly string _target;
    private volatile ArmedPoint? _armed;

    private InterceptingProxy(WebApplication app, Uri target)
    {
        _app = app;
        _target = target.ToString();
        _app.Run(ForwardAsync);
    }

    public Uri Url => new(_app.Urls.Single());

    public static async Task<InterceptingProxy> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Services.AddHttpForwarder();
        var proxy = new InterceptingProxy(builder.Build(), target);
        await proxy._app.StartAsync();
        return proxy;
    }

    public void Arm(ArmedPoint? point) => _armed = point;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var point = await MetAsync(context.Request);
        if (point is { Point.AfterEffect: false } && await point.KillAsync())
        {
            context.Abort();
            return;
        }

        await context.RequestServices.GetRequiredService<IHttpForwarder>().SendAsync(
            context, _target, _client, ForwarderRequestConfig.Empty, new KillingTransformer(point));
    }

    private async Task<ArmedPoint?> MetAsync(HttpRequest request)
    {
        if (_armed is not { } armed)
            return null;
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = request.Path == "/" ? await reader.ReadToEndAsync(request.HttpContext.RequestAborted) : "";
        request.Body.Position = 0;
        return armed.Point.IsMet(request.Method, request.Path, body) ? armed : null;
    }

    /// <summary>Kills when the local cloud has answered, in place of passing the answer on.</summary>
    private sealed class KillingTransformer(ArmedPoint? point) : HttpTransformer
    {
        public override async ValueTask<bool> TransformResponseAsync(
            HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
        {
            if (point is null || proxyResponse is not { IsSuccessStatusCode: true } || !await point.KillAsync())
                return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
            httpContext.Abort();
            return false;
        }
    }
}
