using RetailBus.Contracts.Messages;

namespace RetailBus.Warehouse.Erasing;

/// <summary>The engine's part in erasures and in the retention.</summary>
internal interface IErasableWarehouse
{
    /// <summary>
    /// Deletes the rows of a key from the current rows and the history, and records how many, in one transaction. A pass that was done
    /// before deletes nothing and answers as it did; a dry run only counts.
    /// </summary>
    /// <exception cref="ArgumentException">The command names neither an order nor a customer.</exception>
    Task<WarehouseRowsErased> EraseAsync(EraseWarehouseRows command, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a dataset's current rows, or those of its history, that landed before a time, and records how many, in one transaction. A
    /// sweep's second call deletes nothing and answers as the first did; a dry run only counts.
    /// </summary>
    /// <returns>Rows.</returns>
    Task<long> ExpireAsync(RowExpiry expiry, CancellationToken cancellationToken);
}
