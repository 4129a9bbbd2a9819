using RetailBus.Contracts.Rows;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Snowflake.Account;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>What <c>deploy/snowflake</c> makes is what the program works with.</summary>
public sealed class DeployTests
{
    [Fact]
    public void The_sales_views_are_the_embedded_warehouses_own()
    {
        var expected = SalesView.All.Select(view =>
            $"create or replace view RETAILBUS.SALES.{view.Name.ToUpperInvariant()} as\n"
            + SqlText.Raw(view.Name).Replace("{{lines}}", "RETAILBUS.CORE.ORDER_LINES", StringComparison.Ordinal).Trim());

        Assert.Equal(expected, SnowflakeDialect.Split(File.ReadAllText(Path.Combine(DuckDbExecutor.DeployFolder(), "R__sales_views.sql"))).Skip(1));
    }

    [Theory]
    [InlineData("order_lines")]
    [InlineData("order_line_history")]
    public void The_tables_have_the_canonical_columns_in_their_order(string table)
    {
        using var warehouse = new SnowflakeTestWarehouse();

        var columns = warehouse.Rows(
            $"select column_name, is_nullable = 'NO' from information_schema.columns where table_schema = 'core' and table_name = '{table.ToUpperInvariant()}' order by ordinal_position");

        Assert.Equal(OrderLine.Columns.Select(column => $"{column.Name}|{column.Required}"), columns.Take(OrderLine.Columns.Count));
    }

    [Fact]
    public void Each_object_that_the_service_uses_is_granted_to_its_role()
    {
        var grants = File.ReadAllText(Path.Combine(DuckDbExecutor.DeployFolder(), "R__grants.sql"));
        using var warehouse = new SnowflakeTestWarehouse();
        foreach (var table in warehouse.Rows("select upper(table_name) from information_schema.tables where table_schema = 'core' and table_type = 'BASE TABLE'"))
            Assert.Contains($"RETAILBUS.CORE.{table} to role RETAILBUS_LOADER", grants, StringComparison.Ordinal);
        Assert.DoesNotContain("insert", string.Join('\n', grants.Split('\n').Where(line => line.Contains("RETAILBUS_READER", StringComparison.Ordinal))), StringComparison.Ordinal);
    }
}
