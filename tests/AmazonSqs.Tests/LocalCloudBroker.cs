using RetailBus.LocalCloud;

[assembly: AssemblyFixture(typeof(RetailBus.AmazonSqs.Tests.LocalCloudBroker))]

namespace RetailBus.AmazonSqs.Tests;

/// <summary>Our own local cloud on a free port, with a data folder that goes with it.</summary>
public sealed class LocalCloudBroker : IBrokerFixture, IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("transport-");
    private LocalCloudServer? _server;

    public Uri RequireServiceUrl() => _server!.Url;

    public bool DeliversOnceAtATime => true;

    public async ValueTask InitializeAsync() =>
        _server = await LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = _data.FullName, Port = 0 });

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
