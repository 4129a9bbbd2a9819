using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Snowflake.Api;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>What fails and is not known for a fault of rows is worth another try, and no reason to divide a group.</summary>
public sealed class AccountFaultTests
{
    public static TheoryData<string, string, string> Passing => new()
    {
        { "000606", "57P03", "No active warehouse selected in the current session." },
        { "090073", "22000", "Warehouse 'LOAD' cannot be resumed because resource monitor 'M' has exceeded its quota." },
        { "100132", "P0000", "Failure using stage area. Cause: [Please reduce your request rate. (Status Code: 503; Error Code: SlowDown)]" },
    };

    public static TheoryData<string> Steps => ["insert into staging.loads", "copy into", "begin transaction"];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_fault_that_is_not_known_fails_the_try_and_divides_nothing(string step)
    {
        using var warehouse = new SnowflakeTestWarehouse();

        var faults = await FaultsAsync(warehouse, step, "999999", "P0000", "Something that nobody has seen before.");

        Assert.All(faults, fault => Assert.True(FaultClassifier.IsTransient(fault), $"{fault}"));
        Assert.InRange(warehouse.Api.Requests.Count(request => IsStep(request, "insert into staging.loads")), 0, 1);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_warehouse_or_store_that_is_away_is_waited_for(string code, string state, string said)
    {
        using var warehouse = new SnowflakeTestWarehouse();

        foreach (var step in new[] { "copy into", "begin transaction" })
            Assert.All(await FaultsAsync(warehouse, step, code, state, said), fault => Assert.True(FaultClassifier.IsUnreachable(fault)));
    }

    [Fact]
    public async Task A_stage_that_may_not_be_read_is_no_fault_of_the_files()
    {
        using var warehouse = new SnowflakeTestWarehouse();

        var faults = await FaultsAsync(
            warehouse, "copy into", "091003", "22000", "Failure using stage area. Cause: [Access Denied (Status Code: 403; Error Code: AccessDenied)]");

        Assert.All(faults, fault => Assert.Equal(FailureCodes.AccessDenied, Assert.IsType<BatchRejectedException>(fault).Code));
        Assert.Single(warehouse.Api.Requests, request => IsStep(request, "insert into staging.loads"));
    }

    [Fact]
    public async Task Only_the_load_whose_files_changed_is_to_be_staged_again()
    {
        using var warehouse = new SnowflakeTestWarehouse();
        var (gone, good) = (Build(warehouse, "a", 1), Build(warehouse, "b", 2));
        gone = warehouse.Stage(gone) with { AreFilesUnchanged = _ => Task.FromResult(false) };
        File.Delete(warehouse.FileOf(gone));

        var outcomes = await warehouse.Loads.LoadAsync([gone, warehouse.Stage(good)], TestContext.Current.CancellationToken);

        Assert.Equal(FailureCodes.OutputChanged, Assert.IsType<BatchRejectedException>(outcomes[0].Fault).Code);
        Assert.Equal(1, outcomes[1].Counts?.Inserted);
    }

    private static async Task<IReadOnlyList<Exception>> FaultsAsync(
        SnowflakeTestWarehouse warehouse, string step, string code, string state, string said)
    {
        warehouse.Api.Before = request => IsStep(request, step)
            ? Task.FromException(new SqlApiException("A statement failed.", code, state, 422, isTransient: false) { Said = said })
            : Task.CompletedTask;
        var outcomes = await warehouse.LoadAsync(Build(warehouse, "a", 1), Build(warehouse, "b", 2));
        return [.. outcomes.Select(outcome => Assert.IsAssignableFrom<Exception>(outcome.Fault))];
    }

    private static bool IsStep(SqlRequest request, string step) => request.Statements[0].StartsWith(step, StringComparison.Ordinal);

    private static StagedBatch Build(SnowflakeTestWarehouse warehouse, string name, int landed) =>
        new BatchBuilder(warehouse.Folder) { Name = name, Landed = landed, Lines = [new Line(name, "tea", 1)] }.Build();
}
