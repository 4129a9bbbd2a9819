using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;

namespace RetailBus.Transform.Hosting;

/// <summary>Before the first batch: contracts read, the engine warm, what a dead process left removed.</summary>
internal sealed class TransformStartup(ContractCatalog contracts, DuckDbSessions sessions) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (contracts.All.Count == 0)
            throw new InvalidOperationException("There is no contract (*.odcs.yaml) in the folder that Datasets:Path names, so that no file could be read.");

        sessions.Rent().Dispose();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
