using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

/// <summary>A row that a statement of the embedded engine loses rolls the load back.</summary>
public sealed class LostRowTests
{
    private static readonly Line[] Three = [new("1", "tea", 1), new("2", "tea", 2), new("3", "tea", 3)];

    public static TheoryData<string> Statements => ["insert_all", "insert_uncontested", "insert_latest", "to_history", "remove_replaced"];

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_row_lost_inside_the_merge_rolls_the_load_back(string statement)
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "warehouse.duckdb");
        var first = new BatchBuilder(folder.Path) { Name = "a", Lines = Three };
        if (statement != "insert_all")
        {
            using var before = new TestWarehouse(path: path);
            await before.LoadAsync(first.Build());
        }

        using var warehouse = new TestWarehouse(Losing(statement), path);
        var rowsBefore = warehouse.CurrentRows();
        var outcome = Assert.Single(await warehouse.LoadAsync(new BatchBuilder(folder.Path)
        {
            Name = "b",
            Landed = 1,
            Lines = [new Line("1", "tea", 1), new Line("2", "tea", 20), new Line("9", "tea", 9)],
        }.Build()));

        AssertRejected(outcome, FailureCodes.Unbalanced, statement == "remove_replaced"
            ? "Accepted 3, but current rows and history together grew by 5."
            : "Accepted 3, but current rows and history together grew by 2.");
        Assert.Equal(rowsBefore, warehouse.CurrentRows());
        Assert.EndsWith("true", warehouse.Balance(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Retractions => new()
    {
        { "retract", "2 rows were to be retracted, but 1 arrived and 2 left." },
        { "remove_retracted", "2 rows were to be retracted, but 2 arrived and 0 left." },
        { "promote", "1 rows were to be promoted, but 0 arrived and 1 left." },
        { "remove_promoted", "1 rows were to be promoted, but 1 arrived and 0 left." },
    };

    [Theory]
    [MemberData(nameof(Retractions))]
    public async Task A_row_lost_in_a_retraction_rolls_the_load_back(string statement, string reason)
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "warehouse.duckdb");
        using (var before = new TestWarehouse(path: path))
        {
            await before.LoadOneByOneAsync(
                Content(folder.Path, "b", 1, new Line("1", "tea", 10)),
                Content(folder.Path, "a", 2, new Line("1", "tea", 11), new Line("2", "tea", 2)));
        }

        var sql = new MergeSql();
        using var warehouse = new TestWarehouse(
            statement switch
            {
                "retract" => sql with { Retract = sql.Retract + " limit 1" },
                "remove_retracted" => sql with { RemoveRetracted = sql.RemoveRetracted + " and false" },
                "promote" => sql with { Promote = sql.Promote + " and false" },
                _ => sql with { RemovePromoted = sql.RemovePromoted + " and false" },
            },
            path);
        var outcome = Assert.Single(await warehouse.LoadAsync(
            new BatchBuilder(folder.Path) { Name = "a", Landed = 3, OnReland = "replace" }.Build()));

        Assert.Contains(reason, outcome.Fault?.Message, StringComparison.Ordinal);
        Assert.Equal("2", warehouse.Value("select count(*) from load_history"));
        Assert.Equal("2+1=3 true", warehouse.Balance());
    }

    private static MergeSql Losing(string statement)
    {
        var sql = new MergeSql();
        return statement switch
        {
            "insert_all" => sql with { InsertAll = sql.InsertAll + " limit 2" },
            "insert_uncontested" => sql with { InsertUncontested = sql.InsertUncontested + " limit 0" },
            "insert_latest" => sql with { InsertLatest = sql.InsertLatest + " limit 1" },
            "to_history" => sql with { ToHistory = sql.ToHistory + " limit 1" },
            _ => sql with { RemoveReplaced = sql.RemoveReplaced + " and false" },
        };
    }

    private static void AssertRejected(LoadOutcome outcome, string code, string reason)
    {
        var rejected = Assert.IsType<BatchRejectedException>(outcome.Fault);
        Assert.Equal(code, rejected.Code);
        Assert.Contains(reason, rejected.Message, StringComparison.Ordinal);
    }

    private static StagedBatch Content(string folder, string name, int landed, params Line[] lines) =>
        new BatchBuilder(folder) { Name = name, Landed = landed, OnReland = "replace", Lines = lines }.Build();
}
