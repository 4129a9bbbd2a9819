using Microsoft.Extensions.Logging.Abstractions;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Snowflake.Api;
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
    public async Task A_service_that_never_rests_sweeps_too_and_takes_rows_that_no_load_knows()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        var clock = new MovedTime();
        using var service = new SnowflakeWarehouse(warehouse.Api, warehouse.Sql, clock, NullLogger<SnowflakeWarehouse>.Instance);
        warehouse.BeforeCommit = () => throw new IOException("the line broke");
        await service.LoadAsync([warehouse.Stage(new BatchBuilder(warehouse.Folder) { Lines = Tea }.Build())], TestContext.Current.CancellationToken);
        warehouse.BeforeCommit = () => { };
        using (var account = warehouse.Account.Connect())
            account.Execute("delete from staging.loads");
        clock.Advance(TimeSpan.FromHours(2));

        await service.LoadAsync([warehouse.Stage(new BatchBuilder(warehouse.Folder) { Landed = 9 }.Build())], TestContext.Current.CancellationToken);

        Assert.Equal("0", Staged(warehouse));
    }

    [Fact]
    public async Task A_load_that_is_refused_leaves_nothing_staged()
    {
        using var warehouse = new SnowflakeTestWarehouse();

        Assert.NotNull(Assert.Single(await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea, Promised = 5 }.Build())).Fault);

        Assert.Equal(("0", "0"), (Staged(warehouse), warehouse.Value("select count(*) from staging.loads")));
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
        warehouse.BeforeCommit = () =>
        {
            warehouse.BeforeCommit = () => { };
            throw new IOException("the line broke");
        };
        await Assert.ThrowsAsync<IOException>(() => warehouse.Erasable.EraseAsync(command, TestContext.Current.CancellationToken));
        Assert.Equal(("1", "0"), (Staged(warehouse), warehouse.Value("select count(*) from staging.requests")));

        await warehouse.Erasable.EraseAsync(command, TestContext.Current.CancellationToken);

        Assert.Equal("0", Staged(warehouse));
    }

    [Fact]
    public async Task An_erasure_whose_answer_was_lost_is_answered_by_its_record()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea }.Build());
        var command = new EraseWarehouseRows
        {
            Command = new EraseRows { ErasureId = Guid.NewGuid(), Dataset = "orders", Key = "", Actor = "ana", Reason = "ticket" },
            CustomerId = "C7",
        };
        warehouse.Api.After = request => request.Statements.Any(statement => statement.Contains("into core.erasures", StringComparison.Ordinal))
            ? throw new SqlApiException("Snowflake gave no answer.", code: null, sqlState: null, status: 0, isTransient: true)
            : Task.CompletedTask;
        await Assert.ThrowsAsync<HttpRequestException>(() => warehouse.Erasable.EraseAsync(command, TestContext.Current.CancellationToken));
        warehouse.Api.After = _ => Task.CompletedTask;

        var erased = await warehouse.Erasable.EraseAsync(command, TestContext.Current.CancellationToken);

        Assert.Equal((1L, 0L, 1L), (erased.Current, erased.History, erased.InPass));
        Assert.Equal(("0", "0"), (warehouse.Value("select count(*) from order_lines"), warehouse.Value("select count(*) from staging.requests")));
    }

    private static string Staged(SnowflakeTestWarehouse warehouse) => warehouse.Value("select count(*) from staging.staged_lines");
}
