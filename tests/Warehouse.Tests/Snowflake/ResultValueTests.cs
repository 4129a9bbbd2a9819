using System.Numerics;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>Values read as the embedded engine gives them.</summary>
public sealed class ResultValueTests
{
    public static TheoryData<string, int, string?, object?> Cells => new()
    {
        { "fixed", 0, "17", 17L },
        { "fixed", 0, "99999999999999999999999999999999999999", BigInteger.Parse("99999999999999999999999999999999999999") },
        { "fixed", 4, "-2490287.0100", -2490287.01m },
        { "fixed", 4, "9999999999999999999999999999999999.0001", "9999999999999999999999999999999999.0001" },
        { "real", 0, "1.5", 1.5 },
        { "boolean", 0, "true", true },
        { "date", 0, "20514", new DateOnly(2026, 3, 2) },
        { "timestamp_ntz", 9, "1772443800.000001000", new DateTime(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc).AddTicks(10) },
        { "timestamp_tz", 9, "1772443800.000000000 1500", new DateTime(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc) },
        { "binary", 0, "00112233445566778899AABBCCDDEEFF", new Guid("00112233-4455-6677-8899-aabbccddeeff") },
        { "binary", 0, "00FF", "00FF" },
        { "text", 0, "o'x", "o'x" },
        { "variant", 0, "{\"a\":1}", "{\"a\":1}" },
        { "text", 0, null, null },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_is_read_by_its_columns_type(string type, int scale, string? cell, object? expected)
    {
        var result = new SqlResult { Columns = [new SqlColumn("A_B", type, 38, scale, true)], Rows = [[cell]] };

        var values = ResultValues.Of(result, isForeign: false, maxCharacters: 1000);

        Assert.Equal("a_b", values.Columns[0].Name);
        Assert.Equal(expected, values.Rows[0][0]);
    }

    [Fact]
    public void Bytes_of_somebodys_query_stay_bytes()
    {
        var result = new SqlResult
        {
            Columns = [new SqlColumn("KEY", "binary", null, null, true), new SqlColumn("Mixed", "text", null, null, true)],
            Rows = [["00112233445566778899AABBCCDDEEFF", "x"]],
            IsWhole = false,
        };

        var values = ResultValues.Of(result, isForeign: true, maxCharacters: 1000);

        Assert.Equal(["00112233445566778899AABBCCDDEEFF", "x"], values.Rows[0]);
        Assert.Equal(["key", "Mixed"], values.Columns.Select(column => column.Name));
        Assert.True(values.Truncated);
    }
}
