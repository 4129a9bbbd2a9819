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
            "select column_name, is_nullable = 'NO' from information_schema.columns "
            + $"where table_schema = 'core' and table_name = '{table.ToUpperInvariant()}' order by ordinal_position");

        Assert.Equal(OrderLine.Columns.Select(column => $"{column.Name}|{column.Required}"), columns.Take(OrderLine.Columns.Count));
    }

    [Fact]
    public void What_is_erased_stays_in_no_Time_Travel_and_the_reader_has_no_part_in_loads()
    {
        var tables = SnowflakeDialect.Split(File.ReadAllText(Path.Combine(DuckDbExecutor.DeployFolder(), "V1.0.2__core_tables.sql"))).ToList();
        foreach (var table in new[] { "ORDER_LINES", "ORDER_LINE_HISTORY" })
        {
            var created = Assert.Single(
                tables, statement => statement.Contains($"create table if not exists RETAILBUS.CORE.{table} (", StringComparison.Ordinal));
            Assert.EndsWith("data_retention_time_in_days = 0", created, StringComparison.Ordinal);
        }

        var roles = File.ReadAllText(Path.Combine(DuckDbExecutor.DeployFolder(), "V1.0.0__roles_and_warehouse.sql"));
        Assert.DoesNotContain("RETAILBUS_LOAD_WH to role RETAILBUS_READER", roles, StringComparison.Ordinal);
        var warehouse = tables.IndexOf("use warehouse RETAILBUS_LOAD_WH");
        Assert.NotEqual(-1, warehouse);
        Assert.StartsWith("insert", tables[warehouse + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_object_that_the_service_uses_is_granted_to_its_role()
    {
        var grants = File.ReadAllText(Path.Combine(DuckDbExecutor.DeployFolder(), "R__grants.sql"));
        using var warehouse = new SnowflakeTestWarehouse();
        var tables = warehouse.Rows(
            "select upper(table_name) from information_schema.tables where table_schema = 'core' and table_type = 'BASE TABLE'");
        Assert.Equal(7, tables.Count);
        foreach (var table in tables)
            Assert.Contains($"RETAILBUS.CORE.{table} to role RETAILBUS_LOADER", grants, StringComparison.Ordinal);
        var ofReader = grants.Split('\n').Where(line => line.Contains("RETAILBUS_READER", StringComparison.Ordinal));
        Assert.All(ofReader, grant => Assert.Matches("^grant (select|usage) on ", grant));
    }
}
