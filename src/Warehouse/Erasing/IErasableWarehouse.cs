using RetailBus.Contracts.Messages;

namespace RetailBus.Warehouse.Erasing;

/// <summary>The engine's part in an erasure.</summary>
internal interface IErasableWarehouse
{
    /// <summary>
    /// Deletes the rows of a key from the current rows and the history, and records how many, in one transaction. A pass that was done
    /// before deletes nothing and answers as it did; a dry run only counts.
    /// </summary>
    /// <exception cref="ArgumentException">The command names neither an order nor a customer.</exception>
    Task<WarehouseRowsErased> EraseAsync(EraseWarehouseRows command, CancellationToken cancellationToken);
}
