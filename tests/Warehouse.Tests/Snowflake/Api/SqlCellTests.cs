using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>Cells as Snowflake's documentation writes them.</summary>
public sealed class SqlCellTests
{
    [Fact]
    public void Cells_are_read_by_their_type()
    {
        Assert.Equal(-42, SqlCell.Int64("-42"));
        Assert.Equal(12345678901234567890.123m, SqlCell.Decimal("12345678901234567890.123"));
        Assert.Equal(1.5e300, SqlCell.Double("1.5E300"));
        Assert.Equal((true, false), (SqlCell.Boolean("true"), SqlCell.Boolean("0")));
        Assert.Equal(new DateOnly(2021, 1, 20), SqlCell.Date("18647"));
        Assert.Equal(new DateOnly(1969, 12, 31), SqlCell.Date("-1"));
        Assert.Equal([0xDE, 0xAD], SqlCell.Binary("DEAD"));
        Assert.Throws<FormatException>(() => SqlCell.Boolean("perhaps"));
    }

    [Fact]
    public void Timestamps_are_seconds_with_a_fraction_and_where_they_have_one_an_offset()
    {
        var second = new DateTimeOffset(2021, 3, 19, 17, 6, 59, TimeSpan.Zero);
        Assert.Equal(second.AddTicks(1_234_567), SqlCell.Timestamp("1616173619.123456789"));
        Assert.Equal(second, SqlCell.Timestamp("1616173619.000000000"));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(-5_000_000), SqlCell.Timestamp("-0.500000000"));
        Assert.Equal(TimeSpan.FromHours(-8), SqlCell.Timestamp("1616173619.000000000 960")!.Value.Offset);
        Assert.Equal(second, SqlCell.Timestamp("1616173619.000000000 960"));
    }

    [Fact]
    public void Null_is_null_of_every_type()
    {
        Assert.Null(SqlCell.Int64(null));
        Assert.Null(SqlCell.Decimal(null));
        Assert.Null(SqlCell.Double(null));
        Assert.Null(SqlCell.Boolean(null));
        Assert.Null(SqlCell.Date(null));
        Assert.Null(SqlCell.Timestamp(null));
        Assert.Null(SqlCell.Binary(null));
    }
}
