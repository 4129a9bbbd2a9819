using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace RetailBus.Cli.Bench;

/// <summary>Takes what is exported over OTLP, and forgets it.</summary>
internal sealed class NullReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;

    private NullReceiver(WebApplication server, string url)
    {
        _server = server;
        Settings = new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = url, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };
    }

    /// <summary>Of a stack that exports to it.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public static async Task<NullReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.MapPost("/v1/{signal}", async request => await request.Request.Body.CopyToAsync(Stream.Null, request.RequestAborted));
        await server.StartAsync(cancellationToken);
        return new NullReceiver(server, server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
