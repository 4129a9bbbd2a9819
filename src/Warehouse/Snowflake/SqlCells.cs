using System.Globalization;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Cells of results as values; a cell that our own statements always fill is not missing.</summary>
internal static class SqlCells
{
    public static long Int64(string? cell) => (long)decimal.Parse(cell ?? "0", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Of a timestamp without zone, which is UTC: seconds since 1970 with a fraction.</summary>
    public static DateTime Time(string cell) =>
        DateTime.UnixEpoch.AddTicks((long)(decimal.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));
}
