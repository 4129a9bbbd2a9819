using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud;
using RetailBus.Platform.Bus;
using RetailBus.Platform.Hosting;

namespace RetailBus.Platform.Tests.Hosting;

/// <summary>A service with one consumer, on a local cloud that can be taken away and given back.</summary>
internal sealed class ParcelService : IAsyncDisposable
{
    public const string Queue = "parcel";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-parcels-");
    private readonly int _port = FreePort();
    private LocalCloudServer? _cloud;
    private HttpClient _http = null!;

    public WebApplication App { get; private set; } = null!;

    public Uri CloudUrl => new($"http://127.0.0.1:{_port}");

    public static async Task<ParcelService> StartAsync(Action<WebApplicationBuilder>? configure = null)
    {
        var service = new ParcelService();
        await service.GiveCloudAsync();
        await service.StartServiceAsync(configure);
        return service;
    }

    /// <summary>Ends the service and starts it anew, with other settings.</summary>
    public async Task RestartAsync(Action<WebApplicationBuilder> configure)
    {
        await StopServiceAsync();
        await StartServiceAsync(configure);
    }

    public async Task GiveCloudAsync() =>
        _cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = _data.FullName, Port = _port });

    public async Task TakeCloudAsync()
    {
        if (_cloud is not null)
            await _cloud.DisposeAsync();
        _cloud = null;
    }

    public async Task<(HttpStatusCode Status, string Body)> AskAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks for readiness until it is as wanted; the test's own timeout ends it.</summary>
    public async Task<string> UntilReadinessAsync(HttpStatusCode wanted, string saying = "")
    {
        while (true)
        {
            var (status, body) = await AskAsync("/health/ready");
            if (status == wanted && body.Contains(saying, StringComparison.Ordinal))
                return body;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopServiceAsync();
        await TakeCloudAsync();
        _data.Delete(recursive: true);
    }

    private async Task StartServiceAsync(Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Aws:ServiceUrl", CloudUrl.ToString()),
            new("Aws:AccessKeyId", "test"),
            new("Aws:SecretAccessKey", "test"),
            new("Bus:PollStopSeconds", "0"),
        ]);
        configure?.Invoke(builder);
        builder.AddPlatform();
        builder.AddToBus(bus =>
        {
            bus.AddConsumer<ParcelConsumer>();
            bus.AddConsumer<OtherConsumer>();
        });
        builder.AddBus();
        App = builder.Build();
        App.UsePlatform();
        await App.StartAsync(TestContext.Current.CancellationToken);
        _http = new HttpClient { BaseAddress = new Uri(App.Urls.Single()) };
    }

    private async Task StopServiceAsync()
    {
        _http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
