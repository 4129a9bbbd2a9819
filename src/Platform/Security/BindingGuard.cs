using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace RetailBus.Platform.Security;

/// <summary>Refuses to start a process that others could reach and that would ask nobody who they are.</summary>
internal sealed class BindingGuard(IConfiguration configuration, AccessGate gate) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (FindPublic() is not { } found)
            return Task.CompletedTask;
        if (gate.IsOpen)
            throw new UnsafeBindingException(gate.SignIn is null ? ServiceAdvice(found) : FrontDoorAdvice(found));
        if (gate.SignIn is not null && gate.Hosts.Count == 0)
        {
            throw new UnsafeBindingException(
                $"{found}, but no name is configured under which others reach the pages. Set Security:Hosts, for example retail.example.com.");
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string? FindPublic()
    {
        foreach (var key in new[] { "http_ports", "https_ports" })
        {
            if (configuration[key] is { Length: > 0 } ports)
                return Listens(key, ports);
        }

        var urls = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls.Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "")))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !LoopbackGuard.IsLoopback(address.Host))
                return Listens("urls", url);
        }

        return gate.Hosts.Count > 0 ? $"Security:Hosts is '{string.Join(',', gate.Hosts)}', so others reach this process" : null;
    }

    private static string Listens(string key, string value) => $"{key} is '{value}', which listens beyond this machine";

    private static string FrontDoorAdvice(string found) =>
        $"{found}, and no authentication is configured. Make an account with: retailbus users add NAME --role operator; or set "
        + "SignIn:OpenIdConnect:Authority, ClientId and ClientSecret; or bind to http://127.0.0.1:PORT.";

    private static string ServiceAdvice(string found) =>
        $"{found}, and no authentication is configured. Set {SecurityOptions.ServiceKeyVariable} to the same secret for every service, for example "
        + "that of: openssl rand -base64 32; or bind to http://127.0.0.1:PORT.";
}
