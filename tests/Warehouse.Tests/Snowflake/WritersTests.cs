using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>Services that write at the same time are kept apart by the dataset's lock row alone.</summary>
public sealed class WritersTests
{
    [Fact]
    public async Task Two_services_that_load_one_batch_load_it_once()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var other = warehouse.Service();
        var batch = warehouse.Stage(Build(warehouse, "a", 1, 1));

        var outcomes = await Task.WhenAll(LoadAsync(warehouse.Loads, batch), LoadAsync(other, batch));

        Assert.All(outcomes, outcome => Assert.Equal(1, Assert.Single(outcome).Counts?.Inserted));
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_load_that_comes_to_its_turn_after_the_same_load_reports_that_ones_counts()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var other = warehouse.Service();
        var batch = warehouse.Stage(Build(warehouse, "a", 1, 1));
        var isFirst = true;
        warehouse.Api.Before = async request =>
        {
            if (request.Statements[0] == "begin transaction" && isFirst)
            {
                isFirst = false;
                await LoadAsync(other, batch);
            }
        };

        var outcome = Assert.Single(await LoadAsync(warehouse.Loads, batch));

        Assert.True(outcome.WasLoaded);
        Assert.Equal("1+0=1 true", warehouse.Balance());
    }

    [Fact]
    public async Task A_load_that_was_cancelled_between_its_copy_and_its_turn_is_refused()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var other = warehouse.Service();
        var (cancelled, good) = (warehouse.Stage(Build(warehouse, "a", 1, 1)), warehouse.Stage(Build(warehouse, "b", 2, 2)));
        var isFirst = true;
        warehouse.Api.Before = async request =>
        {
            if (request.Statements[0] == "begin transaction" && isFirst)
            {
                isFirst = false;
                await other.CancelAsync(
                    new CancelBatch { BatchId = cancelled.BatchId, Attempt = 1, Actor = "ada", Reason = "Wrong file." },
                    TestContext.Current.CancellationToken);
            }
        };

        var outcomes = await LoadAsync(warehouse.Loads, cancelled, good);

        Assert.Equal(FailureCodes.Cancelled, Assert.IsType<BatchRejectedException>(outcomes[0].Fault).Code);
        Assert.Equal(1, outcomes[1].Counts?.Inserted);
    }

    [Fact]
    public async Task A_load_that_another_service_committed_is_reported_though_a_later_attempt_was_cancelled()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var other = warehouse.Service();
        var batch = warehouse.Stage(Build(warehouse, "a", 1, 1));
        var isFirst = true;
        warehouse.Api.Before = async request =>
        {
            if (request.Statements[0] == "begin transaction" && isFirst)
            {
                isFirst = false;
                await LoadAsync(other, batch);
                await other.CancelAsync(
                    new CancelBatch { BatchId = batch.BatchId, Attempt = 2, Actor = "ada", Reason = "Wrong file." },
                    TestContext.Current.CancellationToken);
            }
        };

        Assert.True(Assert.Single(await LoadAsync(warehouse.Loads, batch)).WasLoaded);
    }

    [Fact]
    public async Task A_load_that_was_staged_before_another_services_erasure_is_staged_again()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var other = warehouse.Service();
        var batch = warehouse.Stage(Build(warehouse, "a", 1, 1));
        var isFirst = true;
        warehouse.Api.Before = async request =>
        {
            if (request.Statements[0] == "begin transaction" && isFirst)
            {
                isFirst = false;
                await other.EraseAsync(
                    new EraseWarehouseRows
                    {
                        Command = new EraseRows { ErasureId = Guid.NewGuid(), Dataset = "orders", Key = "", Actor = "ana", Reason = "ticket" },
                        OrderId = "1",
                    },
                    TestContext.Current.CancellationToken);
            }
        };

        Assert.IsType<ErasedMeanwhileException>(Assert.Single(await LoadAsync(warehouse.Loads, batch)).Fault);
        var again = batch with { Erasures = await warehouse.Loads.CountErasuresAsync("orders", TestContext.Current.CancellationToken) };
        Assert.Equal(1, Assert.Single(await LoadAsync(warehouse.Loads, again)).Counts?.Inserted);
    }

    [Fact]
    public async Task Services_that_load_versions_of_the_same_rows_end_as_one_after_the_other_would()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        using var other = warehouse.Service();
        StagedBatch[] batches = [.. Enumerable.Range(1, 6).Select(landed => warehouse.Stage(Build(warehouse, $"f{landed % 4}", landed, landed)))];

        await Task.WhenAll(
            LoadOneByOneAsync(warehouse.Loads, batches[0], batches[3], batches[4]), LoadOneByOneAsync(other, batches[2], batches[1], batches[5]));

        Assert.Equal("1|6.0000", warehouse.Value("select order_id, amount from order_lines"));
        Assert.Equal("1+5=6 true", warehouse.Balance());
        Assert.Equal("6", warehouse.Value("select count(*) from load_history"));
    }

    private static async Task LoadOneByOneAsync(IWarehouse warehouse, params StagedBatch[] batches)
    {
        foreach (var batch in batches)
            Assert.Null(Assert.Single(await LoadAsync(warehouse, batch)).Fault);
    }

    private static Task<IReadOnlyList<LoadOutcome>> LoadAsync(IWarehouse warehouse, params StagedBatch[] batches) =>
        warehouse.LoadAsync(batches, TestContext.Current.CancellationToken);

    private static StagedBatch Build(SnowflakeTestWarehouse warehouse, string name, int landed, decimal amount) =>
        new BatchBuilder(warehouse.Folder) { Name = name, Landed = landed, Lines = [new Line("1", "tea", amount)] }.Build();
}
