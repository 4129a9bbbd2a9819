using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>The local cloud on a free port.</summary>
public class LocalCloudOverHttp : CloudUnderTest
{
    private readonly DataFolder _folder = new();

    protected LocalCloudServer Server { get; private set; } = null!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task<Uri?> StartAsync()
    {
        Server = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = _folder.Path, Port = 0, FirehoseIntervalScale = 0.01 });
        return Server.Url;
    }
}
