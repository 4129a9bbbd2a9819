using System.Text.Json;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Serving;

/// <summary>Free queries in the embedded engine's own SQL.</summary>
public sealed class QueryValueTests
{
    [Fact]
    public async Task Queries_answer_with_plain_numbers()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder)
        {
            Lines =
            [
                new Line("1", "tea", 10) { ItemName = "Tea" },
                new Line("1", "jam", 5.25m),
                new Line("2", "tea", 20) { Store = "S2", OrderedAt = new DateTime(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc) },
                new Line("C3", "tea", -4) { IsReturn = true, Quantity = -1 },
                new Line("4", "tea", 7) { Currency = "EUR" },
            ],
        });
        await warehouse.SendAsync(command);
        await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId);

        var values = await warehouse.QueryAsync(
            "select 2490287.0100::decimal(18,4), sum(amount), 170141183460469231731687303715884105727::hugeint, batch_id, ordered_at, ordered_at::date, null, "
            + "1.5::double, 'nan'::double, [1, 2], {'a': 0.10} from order_lines where order_id = '2' group by all");
        Assert.Equal(
            $"[[2490287.01,20,170141183460469231731687303715884105727,\"{command.BatchId}\",\"2026-03-02T09:30:00Z\",\"2026-03-02\",null,1.5,\"NaN\",[1,2],{{\"a\":0.1}}]]",
            values.GetRawText());
    }

    [Fact]
    public async Task Net_is_the_sum_of_all_amounts_also_of_negative_ones_that_are_no_returns()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder)
        {
            Lines =
            [
                new Line("1", "tea", 10),
                new Line("1", "discount", -2.5m),
                new Line("2", "tea", 6),
                new Line("C3", "tea", -4) { IsReturn = true, Quantity = -1 },
            ],
        });
        await warehouse.SendAsync(command);
        await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId);

        await AssertJson(warehouse, "/api/sales/total", """
            [{"dataset":"orders","currency":"USD","gross":16,"returns":-4,"net":9.5,"orders":2,"cancelledOrders":1,"average":4.75,"largest":7.5,"lines":4}]
            """);
        foreach (var view in new[] { "sales_total", "sales_by_store", "sales_by_day", "sales_by_item" })
            Assert.Equal("[[true]]", (await warehouse.QueryAsync($"select (select sum(net) from {view}) = (select sum(amount) from order_lines)")).GetRawText());
    }

    private static async Task AssertJson(RunningWarehouse warehouse, string path, string expected)
    {
        var text = await warehouse.Http.GetStringAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(expected)), text);
    }
}
