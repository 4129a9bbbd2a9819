using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public sealed class ClaimTests : ClaimSuite
{
    [Theory]
    [InlineData("merge", 1, 50_000, 200_000)]
    [InlineData("replace", 2, 50_000, 200_000)]
    [InlineData("either", 3, 50_000, 200_000)]
    [InlineData("replace", 4, 1, 200_000)]
    [InlineData("either", 5, 1, 1)]
    public async Task Random_loads_end_in_the_rows_that_active_loads_claim(string onReland, int seed, long directRows, int suspectKeys)
    {
        using var warehouse = new TestWarehouse(limits: new LoadLimits { DirectRows = directRows, SuspectKeys = suspectKeys });
        await RunAsync(warehouse, onReland, seed, rounds: 8);
    }
}
