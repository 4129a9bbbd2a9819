using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>A row that a statement loses fails a check of the same transaction, and everything stays as it was.</summary>
public sealed class LostRowTests
{
    public static TheoryData<string, string, string> Losses => new()
    {
        { "merge_latest", " and latest.order_id <> '9'", "grew by 3" },
        { "replaced_to_history", " limit 0", "grew by" },
        { "passed_to_history", " and i.order_id <> '1'", "grew by" },
        { "late_to_history", " limit 0", "Accepted 1, but inserted 0" },
        { "versions", " where row_key <> (select min(row_key) from placed)", "Accepted" },
        { "retract", " limit 1", "2 rows were to be retracted, but 1 arrived and 2 left." },
        { "remove_retracted", " and false", "2 rows were to be retracted, but 2 arrived and 0 left." },
        { "promote", " and false", "1 rows were to be promoted, but 0 arrived and 1 left." },
        { "tally", " where false", "grew by" },
        { "record_loads", " and false", "Accepted 4, but inserted 0" },
        { "remove_promoted", " and false", "1 rows were to be promoted, but 1 arrived and 0 left." },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_row_lost_inside_the_transaction_rolls_the_load_back(string statement, string change, string reason)
    {
        var isLosing = false;
        using var warehouse = new SnowflakeTestWarehouse(new Dictionary<string, Func<string, string>>
        {
            [statement] = text => !isLosing ? text : statement == "merge_latest" ? Losing(text) : text + change,
        });
        await warehouse.LoadOneByOneAsync(
            Build(warehouse, "b", 1, new Line("1", "tea", 10)),
            Build(warehouse, "a", 2, new Line("1", "tea", 11), new Line("2", "tea", 2)),
            Build(warehouse, "m", 9, new Line("5", "tea", 1)));
        var (balance, rows) = (warehouse.Balance(), warehouse.CurrentRows());
        var batch = statement switch
        {
            "late_to_history" => Build(warehouse, "m", 8, new Line("5", "tea", 1)),
            "retract" or "remove_retracted" or "promote" or "remove_promoted" => Build(warehouse, "a", 3),
            "passed_to_history" => Build(warehouse, "c", 0, new Line("1", "tea", 3), new Line("9", "tea", 9)),
            _ => Build(warehouse, "c", 5, new Line("1", "tea", 3), new Line("2", "tea", 4), new Line("9", "tea", 9), new Line("8", "tea", 8)),
        };

        isLosing = true;
        var outcome = Assert.Single(await warehouse.LoadAsync(batch));

        Assert.Contains(reason, outcome.Fault?.Message, StringComparison.Ordinal);
        Assert.Equal((balance, "3"), (warehouse.Balance(), warehouse.Value("select count(*) from load_history")));
        Assert.Equal(rows, warehouse.CurrentRows());

        isLosing = false;
        Assert.Null(Assert.Single(await warehouse.LoadAsync(batch)).Fault);
    }

    private static string Losing(string merge) =>
        merge.Replace("v.next_batch is null\n", "v.next_batch is null and i.order_id <> '9'\n", StringComparison.Ordinal);

    private static StagedBatch Build(SnowflakeTestWarehouse warehouse, string name, int landed, params Line[] lines) =>
        new BatchBuilder(warehouse.Folder) { Name = name, Landed = landed, OnReland = "replace", Lines = lines }.Build();
}
