using RetailBus.Contracts.Batches;

namespace RetailBus.Warehouse.Loading;

/// <summary>Brings a manifest's files to where the engine copies from, many batches at a time.</summary>
public interface IBatchStage
{
    /// <summary>Stages the files. Disposing what it returns takes them away again.</summary>
    /// <exception cref="Platform.Failures.BatchRejectedException">A file is missing, or is not the one that the manifest names.</exception>
    Task<IStagedFiles> StageAsync(BatchManifest manifest, CancellationToken cancellationToken);
}
