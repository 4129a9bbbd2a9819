using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace RetailBus.Platform.Security;

/// <summary>Refuses to start a service that would listen beyond loopback: there is no authentication yet that would make it safe.</summary>
internal sealed class LoopbackOnly(IConfiguration configuration) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var key in new[] { "http_ports", "https_ports" })
        {
            if (configuration[key] is { Length: > 0 } ports)
                throw Refuse(key, ports);
        }

        var urls = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls.Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "")))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !LoopbackGuard.IsLoopback(address.Host))
                throw Refuse("urls", url);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static InvalidOperationException Refuse(string key, string value) =>
        new($"{key} is '{value}', which listens beyond this machine, and no authentication is configured. Bind to http://127.0.0.1:PORT.");
}
