namespace RetailBus.Warehouse.Loading;

/// <summary>
/// Rows of the dataset were erased between the staging of a batch and its commit: what was staged may hold them. The warehouse is
/// untouched; the batch is to be staged again, from what the erasure left of it.
/// </summary>
public sealed class ErasedMeanwhileException(string dataset)
    : Exception($"Rows of {dataset} were erased from the warehouse since the batch was staged.");
