namespace RetailBus.Warehouse.Serving;

/// <summary>Reads the warehouse, and can't do anything else to it.</summary>
public interface IWarehouseReader
{
    /// <exception cref="QueryRefusedException">It is not one allowed SELECT, is wrong, or asked for too much.</exception>
    /// <exception cref="OperationCanceledException">Whoever asked went away.</exception>
    Task<QueryResult> QueryAsync(WarehouseQuery query, CancellationToken cancellationToken);

    /// <summary>Every version of the rows that the filter names, the current one of each row first.</summary>
    /// <exception cref="QueryRefusedException">The filter names no row.</exception>
    Task<QueryResult> FindAsync(RowFilter filter, CancellationToken cancellationToken);

    /// <summary>A page of the load history.</summary>
    /// <exception cref="QueryRefusedException">The page is named wrong.</exception>
    Task<QueryResult> LoadsAsync(LoadPage page, CancellationToken cancellationToken);

    /// <summary>A page of the ids of batches with rows of a store.</summary>
    /// <exception cref="QueryRefusedException">No store is named.</exception>
    Task<QueryResult> BatchesAsync(BatchFilter filter, CancellationToken cancellationToken);

    /// <summary>A page of the stores that delivered in a time.</summary>
    /// <exception cref="QueryRefusedException">No dataset is named.</exception>
    Task<QueryResult> DeliveriesAsync(DeliveryFilter filter, CancellationToken cancellationToken);

    /// <summary>A view's rows over the lines that the filter leaves.</summary>
    Task<QueryResult> ReadAsync(SalesView view, SalesFilter filter, CancellationToken cancellationToken);
}
