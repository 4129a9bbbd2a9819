using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Cells of our own statements.</summary>
internal static class SqlCells
{
    /// <summary>A count; 0 where there was nothing to count.</summary>
    public static long Count(string? cell) => SqlCell.Int64(cell) ?? 0;
}
