using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>Something happens when the first batch is staged and not yet loaded.</summary>
internal sealed class OvertakenStage(IServiceProvider services, Func<IServiceProvider, Task> meanwhile) : IBatchStage
{
    private readonly LocalStage _stage = ActivatorUtilities.CreateInstance<LocalStage>(services);
    private int _times;

    public int Times => _times;

    public async Task<IStagedFiles> StageAsync(BatchManifest manifest, CancellationToken cancellationToken)
    {
        var files = await _stage.StageAsync(manifest, cancellationToken);
        if (Interlocked.Increment(ref _times) == 1)
            await meanwhile(services);
        return files;
    }
}
