using RetailBus.Contracts.Messages;

namespace RetailBus.Warehouse.Loading;

/// <summary>The engine that LOAD writes to. Calls wait for one another.</summary>
public interface IWarehouse
{
    /// <summary>Rises while a load is at work, its own waiting included: rows copied and steps done, of whatever batch.</summary>
    long Pulse { get; }

    /// <summary>
    /// Loads a group in one transaction. A batch that can't be loaded does not sink the others; a batch that was loaded before, by this
    /// attempt or from this manifest, reports the counts of then and changes nothing.
    /// </summary>
    /// <returns>One outcome per batch, in the group's order.</returns>
    /// <exception cref="OperationCanceledException">The service stops. What was committed by then is reported when its command comes again.</exception>
    Task<IReadOnlyList<LoadOutcome>> LoadAsync(IReadOnlyList<StagedBatch> group, CancellationToken cancellationToken);

    /// <summary>
    /// What a manifest of the batch was loaded with before, by this attempt or from this reference; null when there was no such load.
    /// </summary>
    Task<LoadOutcome?> FindAsync(LoadBatch command, CancellationToken cancellationToken);

    /// <summary>
    /// Erasures of a dataset so far. To be read before the manifest, and given with the batch: rows that were staged before an erasure and
    /// would be committed after it are refused with <see cref="ErasedMeanwhileException"/>.
    /// </summary>
    Task<long> CountErasuresAsync(string dataset, CancellationToken cancellationToken);

    /// <summary>
    /// Stops a batch's attempts up to the command's one, in a transaction of its own: whichever commits first, this or the load, decides. A
    /// load that was there before stays.
    /// </summary>
    /// <returns>False when that attempt was loaded, or cancelled, before.</returns>
    Task<bool> CancelAsync(CancelBatch command, CancellationToken cancellationToken);

    /// <summary>Called before the first load, and whenever none has come for a while: the time for the engine's upkeep.</summary>
    Task RestAsync(CancellationToken cancellationToken);
}
