using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Snowflake.Api;
using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake;

public sealed class HealthTests
{
    private const string Name = "RETAILBUS_LOAD_WH";

    [Fact]
    public async Task An_account_that_answers_is_healthy_and_asked_seldom()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var health = new SnowflakeHealth(warehouse.Api, Name, TimeProvider.System);

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(health));
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(health));

        Assert.StartsWith("show ", Assert.Single(Assert.Single(warehouse.Api.Requests).Statements), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_is_away_degrades_and_no_more()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var health = new SnowflakeHealth(warehouse.Api, Name, TimeProvider.System);
        warehouse.Api.Before = _ => throw new SqlApiException("Snowflake is busy.", null, null, 429, isTransient: true);

        Assert.Equal(HealthStatus.Degraded, await StatusAsync(health));
    }

    [Fact]
    public async Task An_account_without_the_virtual_warehouse_degrades()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var health = new SnowflakeHealth(warehouse.Api, "NO_SUCH_WH", TimeProvider.System);

        Assert.Equal(HealthStatus.Degraded, await StatusAsync(health));
    }

    [Fact]
    public async Task A_service_stays_ready_while_its_account_is_away_and_asks_no_account_that_it_has_not()
    {
        await using var warehouse = await RunningWarehouse.StartOnSnowflakeAsync();
        for (var i = 0; i < 100; i++)
            warehouse.Account.Faults.Refuse(RequestKind.Submit, 403, "390101");
        using var ready = await warehouse.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, ready.StatusCode);
        var dependencies = await warehouse.Http.GetStringAsync("/health/dependencies", TestContext.Current.CancellationToken);
        Assert.StartsWith("{\"status\":\"Degraded\",\"checks\":{\"snowflake\":{\"status\":\"Degraded\"", dependencies, StringComparison.Ordinal);

        using var health = new SnowflakeHealth(api: null, "", TimeProvider.System);
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(health));
    }

    private static async Task<HealthStatus> StatusAsync(SnowflakeHealth health) =>
        (await health.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;
}
