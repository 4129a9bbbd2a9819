using System.Net;
using System.Text.Json;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Serving;

public abstract class WhereTests(EngineKind engine) : EngineSuite(engine)
{
    [Fact]
    public async Task Every_version_of_a_row_is_found_with_why_it_is_not_current()
    {
        await using var warehouse = await StartAsync();
        var first = await LoadAsync(warehouse, 1, new Line("1", "tea", 1), new Line("1", "jam", 2), new Line("2", "tea", 3));
        var second = await LoadAsync(warehouse, 2, new Line("1", "tea", 5), new Line("2", "tea", 3));

        var tea = await GetAsync(warehouse, "dataset=orders&order_id=1&item_id=tea");
        Assert.Equal(2, tea.GetArrayLength());
        var (current, old) = (tea[0], tea[1]);
        Assert.Equal((true, 5m, second.BatchId), What(current));
        Assert.Equal(JsonValueKind.Null, current.GetProperty("reason").ValueKind);
        Assert.Equal((false, 1m, first.BatchId), What(old));
        Assert.Equal(("replaced", second.BatchId), (old.GetProperty("reason").GetString(), old.GetProperty("replacedBy").GetGuid()));
        Assert.Equal("orders/orders.csv", old.GetProperty("sourceKey").GetString());
        Assert.Equal(1, old.GetProperty("attempt").GetInt32());
        Assert.NotEqual(default, old.GetProperty("replacedAt").GetDateTimeOffset());

        var jam = Assert.Single((await GetAsync(warehouse, "order_id=1&store_id=S1&item_id=jam")).EnumerateArray());
        Assert.Equal("retracted", jam.GetProperty("reason").GetString());

        var byKey = await GetAsync(warehouse, $"row_key={jam.GetProperty("rowKey").GetGuid()}");
        Assert.Equal(1, byKey.GetArrayLength());
        Assert.Equal(0, (await GetAsync(warehouse, "dataset=other&order_id=1")).GetArrayLength());
    }

    [Fact]
    public async Task A_search_that_names_no_row_is_a_bad_request()
    {
        await using var warehouse = await StartAsync();

        using var response = await warehouse.Http.GetAsync("/api/where?dataset=orders&item_id=tea", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("order_id", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<LoadBatch> LoadAsync(RunningWarehouse warehouse, int landed, params Line[] lines)
    {
        var command = await warehouse.TransformAsync(
            new BatchBuilder(warehouse.Folder) { Landed = landed, OnReland = "replace", Lines = lines });
        await warehouse.SendAsync(command);
        await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId);
        return command;
    }

    private static (bool IsCurrent, decimal Amount, Guid Batch) What(JsonElement version) =>
        (version.GetProperty("isCurrent").GetBoolean(), version.GetProperty("amount").GetDecimal(), version.GetProperty("batchId").GetGuid());

    private static async Task<JsonElement> GetAsync(RunningWarehouse warehouse, string query) =>
        JsonDocument.Parse(await warehouse.Http.GetStringAsync($"/api/where?{query}", TestContext.Current.CancellationToken)).RootElement;
}
