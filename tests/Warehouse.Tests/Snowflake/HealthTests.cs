using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Snowflake.Api;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake;

public sealed class HealthTests
{
    [Fact]
    public async Task The_service_is_ready_while_the_account_answers_and_asks_it_seldom()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var health = new SnowflakeHealth(warehouse.Api, TimeProvider.System);

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(health));
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(health));

        Assert.Single(warehouse.Api.Requests);
    }

    [Fact]
    public async Task An_account_that_is_away_makes_it_unready()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var health = new SnowflakeHealth(warehouse.Api, TimeProvider.System);
        warehouse.Api.Before = _ => throw new SqlApiException("Snowflake is busy.", null, null, 429, isTransient: true);

        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(health));
    }

    private static async Task<HealthStatus> StatusAsync(SnowflakeHealth health) =>
        (await health.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;
}
