using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Loading;

namespace RetailBus.Warehouse.Tests.Snowflake.Suites;

public sealed class ClaimOnSnowflakeTests : ClaimSuite
{
    [Theory]
    [InlineData("merge", 1)]
    [InlineData("replace", 2)]
    [InlineData("either", 3)]
    public async Task Random_loads_end_in_the_rows_that_active_loads_claim(string onReland, int seed)
    {
        using var warehouse = new SnowflakeTestWarehouse();
        await RunAsync(warehouse, onReland, seed, rounds: 3);
    }
}
