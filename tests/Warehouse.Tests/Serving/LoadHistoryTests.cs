using System.Net;
using System.Text.Json;
using RetailBus.Contracts.Messages;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Serving;

public abstract class LoadHistoryTests(EngineKind engine) : EngineSuite(engine)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_load_history_is_read_page_by_page_and_batches_are_found_by_store()
    {
        await using var warehouse = await StartAsync();
        var first = await LoadAsync(warehouse, "a", new Line("1", "tea", 10), new Line("2", "tea", 20) { Store = "S2" });
        var second = await LoadAsync(warehouse, "b", new Line("3", "jam", 5) { Store = "S2" });
        var ordered = new[] { first, second }.OrderBy(id => id.ToString("D"), StringComparer.Ordinal).ToArray();

        var all = await GetAsync(warehouse, "/api/warehouse/loads");
        Assert.Equal(ordered, Ids(all));
        Assert.Equal(3, all.Sum(load => load.GetProperty("accepted").GetInt64()));
        Assert.All(all, load => Assert.Equal(("orders", 1, "Loaded"), (Text(load, "dataset"), load.GetProperty("attempt").GetInt32(), Text(load, "state"))));
        Assert.All(all, load => Assert.DoesNotContain(load.EnumerateObject(), field => field.Value.ValueKind == JsonValueKind.Null));
        Assert.All(all, load => Assert.True(load.GetProperty("committedAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch));

        var page = await GetAsync(warehouse, "/api/warehouse/loads?limit=1");
        Assert.Equal([ordered[0]], Ids(page));
        Assert.Equal([ordered[1]], Ids(await GetAsync(warehouse, $"/api/warehouse/loads?limit=1&after={ordered[0]},1")));
        Assert.Equal([ordered[0]], Ids(await GetAsync(warehouse, $"/api/warehouse/loads?limit=1&after={ordered[0]},0")));
        Assert.Empty(await GetAsync(warehouse, $"/api/warehouse/loads?after={ordered[1]}"));

        Assert.Equal(ordered, Ids(await GetAsync(warehouse, "/api/warehouse/batches?store=S2&dataset=orders")));
        Assert.Equal([first], Ids(await GetAsync(warehouse, "/api/warehouse/batches?store=S1")));
        Assert.Equal([ordered[1]], Ids(await GetAsync(warehouse, $"/api/warehouse/batches?store=S2&after={ordered[0]}")));
        Assert.Empty(await GetAsync(warehouse, "/api/warehouse/batches?store=S2&dataset=returns"));
    }

    [Fact]
    public async Task Who_delivered_when_is_read_with_what_was_replaced_since()
    {
        await using var warehouse = await StartAsync();
        await LoadAsync(warehouse, "a", new Line("1", "tea", 10), new Line("2", "tea", 20) { Store = "S2" });
        await LoadAsync(warehouse, "b", landed: 3600, new Line("1", "tea", 11), new Line("3", "jam", 5));
        const string Path = "/api/warehouse/deliveries?dataset=orders";

        Assert.Equal(
            [("S1", "2026-03-02T00:00:00Z", "2026-03-02T01:00:00Z", 2, 3), ("S2", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", 1, 1)],
            (await GetAsync(warehouse, Path)).Select(Delivery));
        Assert.Equal(
            [("S1", "2026-03-02T01:00:00Z", "2026-03-02T01:00:00Z", 1, 2)],
            (await GetAsync(warehouse, $"{Path}&from=2026-03-02T01:00:00Z")).Select(Delivery));
        Assert.Equal(
            ["S1", "S2"],
            (await GetAsync(warehouse, $"{Path}&to=2026-03-02T02:00:00%2B01:00")).Select(row => Text(row, "storeId")));
        Assert.Empty(await GetAsync(warehouse, $"{Path}&to=2026-03-02T00:00:00Z"));
        Assert.Equal(["S2"], (await GetAsync(warehouse, $"{Path}&after=S1")).Select(row => Text(row, "storeId")));
        Assert.Equal(["S1"], (await GetAsync(warehouse, $"{Path}&limit=1")).Select(row => Text(row, "storeId")));
        Assert.Empty(await GetAsync(warehouse, "/api/warehouse/deliveries?dataset=returns"));
    }

    [Theory]
    [InlineData("/api/warehouse/deliveries", "Name the dataset")]
    [InlineData("/api/warehouse/loads?after=yesterday", "give the last entry's batchId")]
    [InlineData("/api/warehouse/batches", "Name the store")]
    public async Task A_page_that_is_named_wrong_is_refused_with_what_to_give(string path, string reason)
    {
        await using var warehouse = await StartAsync();

        using var response = await warehouse.Http.GetAsync(path, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    private static (string, string, string, int, int) Delivery(JsonElement row) => (
        Text(row, "storeId"),
        Text(row, "firstLandedAt"),
        Text(row, "lastLandedAt"),
        row.GetProperty("batches").GetInt32(),
        row.GetProperty("rows").GetInt32());

    private static Task<Guid> LoadAsync(RunningWarehouse warehouse, string key, params Line[] lines) => LoadAsync(warehouse, key, 0, lines);

    private static async Task<Guid> LoadAsync(RunningWarehouse warehouse, string key, int landed, params Line[] lines)
    {
        var command = await warehouse.TransformAsync(new BatchBuilder(warehouse.Folder) { Name = $"{key}.csv", Landed = landed, Lines = [.. lines] });
        await warehouse.SendAsync(command);
        await warehouse.AnswerAsync<LoadCompleted>(command, answer => answer.BatchId);
        return command.BatchId;
    }

    private static async Task<List<JsonElement>> GetAsync(RunningWarehouse warehouse, string path) =>
        JsonSerializer.Deserialize<List<JsonElement>>(await warehouse.Http.GetStringAsync(path, Cancelled))!;

    private static IEnumerable<Guid> Ids(IEnumerable<JsonElement> rows) => rows.Select(row => row.GetProperty("batchId").GetGuid());

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
