using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using RetailBus.Warehouse.Snowflake.Api;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Account;

/// <summary>DuckDB's values as the SQL API writes them.</summary>
internal static class ResultReader
{
    public static ServerResult Read(DuckDBCommand command)
    {
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(i => Column(reader, i)).ToArray();
        List<IReadOnlyList<string?>> rows = [];
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, columns.Length).Select(i => reader.IsDBNull(i) ? null : Cell(reader.GetValue(i)))]);
        return new ServerResult { Columns = columns, Rows = rows };
    }

    private static SqlColumn Column(DuckDBDataReader reader, int index)
    {
        var name = reader.GetName(index).ToUpperInvariant();
        var type = reader.GetFieldType(index);
        return type switch
        {
            _ when type == typeof(decimal) => new SqlColumn(name, "fixed", 38, 4, true),
            _ when type == typeof(long) || type == typeof(int) || type == typeof(BigInteger) => new SqlColumn(name, "fixed", 38, 0, true),
            _ when type == typeof(double) || type == typeof(float) => new SqlColumn(name, "real", null, null, true),
            _ when type == typeof(bool) => new SqlColumn(name, "boolean", null, null, true),
            _ when type == typeof(DateTime) => new SqlColumn(name, "timestamp_ntz", null, 9, true),
            _ when type == typeof(DateOnly) => new SqlColumn(name, "date", null, null, true),
            _ when type == typeof(Stream) || type == typeof(byte[]) => new SqlColumn(name, "binary", null, null, true),
            _ => new SqlColumn(name, "text", null, null, true),
        };
    }

    private static string? Cell(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTime time => ((time - DateTime.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.000000000", CultureInfo.InvariantCulture),
        DateOnly date => (date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber).ToString(CultureInfo.InvariantCulture),
        Stream stream => Hex(stream),
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    public static string Hex(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Convert.ToHexString(memory.ToArray());
    }
}
