using Microsoft.Extensions.Hosting;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Clears away at start what a crash left behind.</summary>
internal sealed class StoreSweep(S3Store store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.Database.WriteAsync(session =>
    {
        BlobTable.Sweep(session, store.Blobs, store.Boot);
        return 0;
    });

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
