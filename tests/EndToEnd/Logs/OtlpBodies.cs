using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RetailBus.EndToEnd.Logs;

/// <summary>Takes OTLP over HTTP and keeps it as it comes: what is looked for in it is looked for byte by byte.</summary>
internal sealed class OtlpBodies : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _bodies = new();

    private OtlpBodies(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<OtlpBodies> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var bodies = new OtlpBodies(builder.Build());
        bodies._app.MapPost("/v1/{signal}", bodies.TakeAsync);
        await bodies._app.StartAsync(TestContext.Current.CancellationToken);
        return bodies;
    }

    public IReadOnlyList<byte[]> Of(string signal) => [.. _bodies.Where(body => body.Signal == signal).Select(body => body.Body)];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _bodies.Enqueue((signal, body.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }
}
