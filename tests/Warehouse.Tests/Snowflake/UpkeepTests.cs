using Microsoft.Extensions.Logging.Abstractions;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake;

public sealed class UpkeepTests
{
    private static readonly Line[] Tea = [new("1", "tea", 1) { Customer = "C7" }];

    [Fact]
    public async Task What_broken_off_executions_left_behind_is_removed_after_a_day_and_no_sooner()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        var clock = new MovedTime();
        using var service = new SnowflakeWarehouse(warehouse.Api, warehouse.Sql, clock, NullLogger<SnowflakeWarehouse>.Instance);
        warehouse.BeforeCommit = () => throw new IOException("the line broke");
        await service.LoadAsync([warehouse.Stage(new BatchBuilder(warehouse.Folder) { Lines = Tea }.Build())], TestContext.Current.CancellationToken);
        warehouse.BeforeCommit = () => { };
        Assert.Equal("1", Staged(warehouse));

        await service.RestAsync(TestContext.Current.CancellationToken);
        Assert.Equal("1", Staged(warehouse));
        clock.Advance(TimeSpan.FromHours(25));
        await service.RestAsync(TestContext.Current.CancellationToken);

        Assert.Equal("0", Staged(warehouse));
        Assert.Equal("0", warehouse.Value("select count(*) from staging.loads"));
    }

    [Fact]
    public async Task Resting_often_asks_the_account_once_an_hour()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        for (var i = 0; i < 3; i++)
            await warehouse.Loads.RestAsync(TestContext.Current.CancellationToken);

        Assert.Single(warehouse.Api.Requests);
    }

    [Fact]
    public async Task An_erasure_takes_staged_rows_too_and_leaves_no_request_behind_when_it_fails()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        warehouse.BeforeCommit = () => throw new IOException("the line broke");
        await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea }.Build());
        var command = new EraseWarehouseRows
        {
            Command = new EraseRows { ErasureId = Guid.NewGuid(), Dataset = "orders", Key = "", Actor = "ana", Reason = "ticket" },
            CustomerId = "C7",
        };
        await Assert.ThrowsAsync<IOException>(() => warehouse.Erasable.EraseAsync(command, TestContext.Current.CancellationToken));
        Assert.Equal(("1", "0"), (Staged(warehouse), warehouse.Value("select count(*) from staging.requests")));

        warehouse.BeforeCommit = () => { };
        await warehouse.Erasable.EraseAsync(command, TestContext.Current.CancellationToken);

        Assert.Equal("0", Staged(warehouse));
    }

    private static string Staged(SnowflakeTestWarehouse warehouse) => warehouse.Value("select count(*) from staging.staged_lines");
}
