using DuckDB.NET.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.DuckDb;

public sealed class WarehouseHealthTests
{
    [Fact]
    public async Task An_open_warehouse_is_healthy()
    {
        using var warehouse = new TestWarehouse();

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(warehouse.File.Connect)).Status);
    }

    [Fact]
    public async Task After_a_fatal_engine_error_the_warehouse_is_unhealthy_and_says_what_to_do()
    {
        using var folder = new TestFolder();
        using var connection = new DuckDBConnection($"DataSource={Path.Combine(folder.Path, "warehouse.duckdb")}");
        connection.Open();
        connection.Execute("set global debug_checkpoint_abort = 'before_header'");
        connection.Execute("create table t (i integer)");
        Assert.Throws<DuckDBException>(() => connection.Execute("checkpoint"));

        var health = await CheckAsync(() =>
        {
            var further = new DuckDBConnection(connection.ConnectionString);
            further.Open();
            return further;
        });

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("fatal error", health.Description, StringComparison.Ordinal);
    }

    private static Task<HealthCheckResult> CheckAsync(Func<DuckDBConnection> connect) =>
        new WarehouseHealth(connect).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
}
