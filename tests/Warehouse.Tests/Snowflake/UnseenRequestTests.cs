using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Erasing;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>Work whose description, which another session wrote, is not seen does nothing and says so.</summary>
public sealed class UnseenRequestTests
{
    private static readonly Line[] Tea = [new("1", "tea", 1) { Customer = "C7" }];

    public static TheoryData<string> Works => ["erase", "expire", "count", "cancel"];

    [Theory]
    [MemberData(nameof(Works))]
    public async Task A_request_that_the_account_does_not_show_yet_is_refused_and_goes_well_later(string work)
    {
        using var warehouse = new SnowflakeTestWarehouse();
        await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea }.Build());
        warehouse.Api.Before = request =>
        {
            if (request.Statements[0] == "begin transaction")
                Execute(warehouse, "delete from staging.requests");
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => DoAsync(warehouse, work));
        Assert.Equal(("1+0=1 true", "0", "0"), State(warehouse));

        warehouse.Api.Before = _ => Task.CompletedTask;
        Assert.Equal(1, await DoAsync(warehouse, work));
    }

    [Theory]
    [InlineData("erase")]
    [InlineData("expire")]
    [InlineData("cancel")]
    public async Task A_request_is_refused_while_everybodys_lock_row_is_missing(string work)
    {
        using var warehouse = new SnowflakeTestWarehouse();
        await warehouse.LoadAsync(new BatchBuilder(warehouse.Folder) { Lines = Tea }.Build());
        Execute(warehouse, "delete from core.dataset_locks where dataset = '*'");

        await Assert.ThrowsAsync<InvalidOperationException>(() => DoAsync(warehouse, work));

        Assert.Equal(("1+0=1 true", "0", "0"), State(warehouse));
    }

    private static async Task<long> DoAsync(SnowflakeTestWarehouse warehouse, string work)
    {
        var stop = TestContext.Current.CancellationToken;
        return work switch
        {
            "erase" => (await warehouse.Erasable.EraseAsync(
                new EraseWarehouseRows
                {
                    Command = new EraseRows { ErasureId = Guid.NewGuid(), Dataset = "orders", Key = "", Actor = "ana", Reason = "ticket" },
                    CustomerId = "C7",
                },
                stop)).InPass,
            "cancel" => await warehouse.Loads.CancelAsync(
                new CancelBatch { BatchId = Guid.NewGuid(), Attempt = 1, Actor = "ana", Reason = "ticket" }, stop) ? 1 : 0,
            _ => await warehouse.Erasable.ExpireAsync(
                new RowExpiry
                {
                    SweepId = Guid.NewGuid(),
                    Dataset = "orders",
                    Zone = RowExpiry.Warehouse,
                    CutOff = DateTimeOffset.MaxValue.AddYears(-1000),
                    Actor = "ana",
                    Reason = "old",
                    DryRun = work == "count",
                },
                stop),
        };
    }

    private static (string Balance, string Cancelled, string Erased) State(SnowflakeTestWarehouse warehouse) => (
        warehouse.Balance(),
        warehouse.Value("select count(*) from load_cancellations"),
        warehouse.Value("select (select count(*) from erasures) + (select count(*) from expirations)"));

    private static void Execute(SnowflakeTestWarehouse warehouse, string sql)
    {
        using var account = warehouse.Account.Connect();
        account.Execute(sql);
    }
}
