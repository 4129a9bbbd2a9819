using Microsoft.Extensions.Hosting;

namespace RetailBus.SagaStore.Schema;

/// <summary>Runs before any hosted service starts, the bus among them, in whatever order they were registered.</summary>
internal sealed class SchemaUpgradeService(SchemaUpgrade upgrade) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => upgrade.Run(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
