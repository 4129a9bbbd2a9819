using Microsoft.Extensions.Hosting;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Leaves Ctrl+C to the surrounding program: the local cloud must outlive the services that drain into it.</summary>
internal sealed class OwnedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
