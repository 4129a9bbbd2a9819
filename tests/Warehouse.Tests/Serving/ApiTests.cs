using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Serving;

public sealed class ApiTests
{
    [Fact]
    public async Task Sales_pages_answer_with_filters_and_queries_with_plain_numbers()
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

        await AssertJson(warehouse, "/api/sales/total", """
            [{"dataset":"orders","currency":"EUR","gross":7,"returns":0,"net":7,"orders":1,"cancelledOrders":0,"average":7,"largest":7,"lines":1},
             {"dataset":"orders","currency":"USD","gross":35.25,"returns":-4,"net":31.25,"orders":2,"cancelledOrders":1,"average":15.625,"largest":20,"lines":4}]
            """);
        await AssertJson(warehouse, "/api/sales/total?store=S2&currency=USD", """
            [{"dataset":"orders","currency":"USD","gross":20,"returns":0,"net":20,"orders":1,"cancelledOrders":0,"average":20,"largest":20,"lines":1}]
            """);
        await AssertJson(warehouse, "/api/sales/by-store?currency=USD", """
            [{"dataset":"orders","currency":"USD","storeId":"S2","gross":20,"returns":0,"net":20,"quantity":1,"orders":1,"lines":1},
             {"dataset":"orders","currency":"USD","storeId":"S1","gross":15.25,"returns":-4,"net":11.25,"quantity":1,"orders":1,"lines":3}]
            """);
        await AssertJson(warehouse, "/api/sales/by-day?from=2026-03-02", """
            [{"dataset":"orders","currency":"USD","day":"2026-03-02","gross":20,"returns":0,"net":20,"quantity":1,"orders":1,"lines":1}]
            """);
        await AssertJson(warehouse, "/api/sales/by-item?item=tea&currency=USD", """
            [{"dataset":"orders","currency":"USD","itemId":"tea","itemName":"Tea","gross":30,"returns":-4,"net":26,"quantity":1,"orders":2,"lines":3}]
            """);
        await AssertJson(warehouse, "/api/sales/latest?limit=1", """
            [{"dataset":"orders","currency":"USD","storeId":"S2","orderId":"2","orderedAt":"2026-03-02T09:30:00Z","customerId":null,"lines":1,"quantity":1,
              "amount":20,"isCancelled":false,"landedAt":"2026-03-02T00:00:00Z","sourceObject":"raw/orders/orders.csv"}]
            """);
        await AssertJson(warehouse, "/api/sales/freshness?store=S2", """
            [{"dataset":"orders","currency":"USD","storeId":"S2","lastOrderedAt":"2026-03-02T09:30:00Z","lastLandedAt":"2026-03-02T00:00:00Z","batches":1,"lines":1}]
            """);
        await AssertJson(warehouse, "/api/warehouse/balance", """[{"currentRows":5,"historyRows":0,"erasedRows":0,"expiredRows":0,"acceptedRows":5,"balanced":true}]""");
        await AssertJson(warehouse, "/api/sales/total?dataset=none", "[]");

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

    [Fact]
    public async Task The_service_is_ready_when_its_warehouse_answers()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();

        var health = await warehouse.Http.GetFromJsonAsync<JsonElement>("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal("Healthy", health.GetProperty("checks").GetProperty("warehouse").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_refused_query_is_a_bad_request_that_says_why()
    {
        await using var warehouse = await RunningWarehouse.StartAsync();

        using var response = await warehouse.Http.PostAsJsonAsync(
            "/api/query", new { sql = "delete from order_lines" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.StartsWith("Only a SELECT is answered", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task AssertJson(RunningWarehouse warehouse, string path, string expected)
    {
        var text = await warehouse.Http.GetStringAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(expected)), text);
    }
}
