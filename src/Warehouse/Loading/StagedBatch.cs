using System.Diagnostics;
using RetailBus.Contracts.Batches;

namespace RetailBus.Warehouse.Loading;

/// <summary>A batch whose files stand where the warehouse can copy them from, checked against the manifest's sizes and hashes.</summary>
public sealed record StagedBatch
{
    /// <summary>Of the run; the load history keeps one load per batch and attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>Where the manifest is; a batch is loaded from one manifest once.</summary>
    public required ManifestReference Reference { get; init; }

    public required BatchManifest Manifest { get; init; }

    /// <summary>The engine's own addresses of the manifest's files, in the manifest's order: local paths for DuckDB.</summary>
    public required IReadOnlyList<string> Locations { get; init; }

    /// <summary>
    /// What <see cref="IWarehouse.CountErasuresAsync"/> was before the manifest was read. Default 0: staged before every erasure.
    /// </summary>
    public long Erasures { get; init; }

    /// <summary>Whether the files are still those of the manifest; asked when a load fails. Default: they are.</summary>
    public Func<CancellationToken, Task<bool>> AreFilesUnchanged { get; init; } = _ => Task.FromResult(true);

    /// <summary>The span that waits for the load, of which the load's steps are parts.</summary>
    public ActivityContext Trace { get; init; }

    public Guid BatchId => Manifest.BatchId;
}
