namespace RetailBus.Warehouse.DuckDb;

/// <summary>The warehouse's file belongs to another process.</summary>
public sealed class WarehouseHeldException(string path, string? holder, Exception innerException) : Exception(
    $"The warehouse {path} is open in {holder ?? "another process"}. One process serves a warehouse file: ask that one (its query API), "
    + "stop it, or set Warehouse:Path to another file.",
    innerException);
