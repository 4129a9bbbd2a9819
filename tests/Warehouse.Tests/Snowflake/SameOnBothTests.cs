using System.Text.Json;
using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Loading;

namespace RetailBus.Warehouse.Tests.Snowflake;

/// <summary>The same loads, in the same groups, end in the same warehouse on both engines.</summary>
public sealed class SameOnBothTests
{
    private const string History =
        "select * exclude (replaced_at) from order_line_history order by row_key, landed_at, batch_id, attempt";

    private const string Counts =
        "select batch_id, attempt, inserted, updated, unchanged, superseded, retracted from load_history order by all";

    [Theory]
    [InlineData("merge", 11)]
    [InlineData("replace", 12)]
    [InlineData("either", 13)]
    public async Task Random_loads_give_the_same_rows_history_counts_balance_and_sales(string onReland, int seed)
    {
        var random = new Random(seed);
        using var embedded = new TestWarehouse();
        using var snowflake = new SnowflakeTestWarehouse();
        for (var round = 0; round < 2; round++)
        {
            var loads = ClaimSuite.Generate(embedded, random, $"{onReland}-{round}", onReland);
            for (var next = 0; next < loads.Count;)
            {
                StagedBatch[] group = [.. loads.Skip(next).Take(random.Next(1, 5)).Select(load => load.Batch)];
                next += group.Length;
                Assert.Equal(Outcomes(await embedded.LoadAsync(group)), Outcomes(await snowflake.LoadAsync(group)));
            }
        }

        Assert.Equal(embedded.CurrentRows(), snowflake.CurrentRows());
        Assert.Equal(embedded.Rows(History), snowflake.Rows(History));
        Assert.Equal(embedded.Rows(Counts), snowflake.Rows(Counts));
        Assert.Equal(embedded.Balance(), snowflake.Balance());
        await AssertSalesAsync(embedded.OpenReader(), snowflake.OpenReader());
    }

    private static async Task AssertSalesAsync(IWarehouseReader embedded, IWarehouseReader snowflake)
    {
        SalesFilter[] filters = [new(), new() { Store = "S1", From = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Limit = 3 }];
        foreach (var view in SalesView.All)
        {
            foreach (var filter in filters)
            {
                var expected = await embedded.ReadAsync(view, filter, TestContext.Current.CancellationToken);
                var actual = await snowflake.ReadAsync(view, filter, TestContext.Current.CancellationToken);
                Assert.NotEmpty(expected.Rows);
                Assert.Equal(expected.Columns.Select(column => column.Name), actual.Columns.Select(column => column.Name));
                Assert.Equal(Json(expected), Json(actual));
                Assert.Equal(expected.Truncated, actual.Truncated);
            }
        }
    }

    private static string Json(QueryResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var cell in result.Rows.SelectMany(row => row))
                CellWriter.Write(json, cell);
            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static IEnumerable<string> Outcomes(IEnumerable<LoadOutcome> outcomes) =>
        outcomes.Select(outcome => $"{outcome.Counts} {outcome.WasLoaded} {outcome.Fault?.Message}");
}
