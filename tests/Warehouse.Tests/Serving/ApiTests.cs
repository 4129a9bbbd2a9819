using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Serving;

public abstract class ApiTests(EngineKind engine) : EngineSuite(engine)
{
    [Fact]
    public async Task Sales_pages_answer_with_filters_and_queries_with_plain_numbers()
    {
        await using var warehouse = await StartAsync();
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
    }

    [Fact]
    public async Task The_service_is_ready_when_its_warehouse_answers()
    {
        await using var warehouse = await StartAsync();

        var health = await warehouse.Http.GetFromJsonAsync<JsonElement>("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal("Healthy", health.GetProperty("checks").GetProperty("warehouse").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_refused_query_is_a_bad_request_that_says_why()
    {
        await using var warehouse = await StartAsync();

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
