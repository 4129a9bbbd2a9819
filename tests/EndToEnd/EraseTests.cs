using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Cli.Stack;

namespace RetailBus.EndToEnd;

/// <summary>What is erased is gone everywhere, stays gone when its batches are replayed, and everything else stays.</summary>
public sealed class EraseTests : IAsyncLifetime
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";
    private const string Secret = "7700770077";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-erase-");
    private RetailBusStack _stack = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IAmazonS3 S3 => _stack.Services!.GetRequiredService<IAmazonS3>();

    public async ValueTask InitializeAsync()
    {
        _stack = await RetailBusStack.StartAsync(
            new StackOptions
            {
                DataDirectory = Path.Combine(_data.FullName, "data"),
                Port = 0,
                CloudPort = 0,
                Settings = new Dictionary<string, string?> { ["Erasing:VerifyAfter"] = "00:00:01" },
            },
            Cancelled);
        _http = new HttpClient { BaseAddress = _stack.Url };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _stack.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task An_orders_rows_go_from_everywhere_and_a_replay_does_not_bring_them_back()
    {
        var good = await LandAsync(
            "good.csv", Header + Row(Secret, "Apple", 1) + Row("other-1", "Apple", 1) + Row(Secret, "Pear", 2) + $"{Secret},cut off\n");
        const string Bad = "bad-1,S1,Apple,two,1.00,1.00,2026-03-14T09:30:00Z\n";
        await LandAsync("corrected.csv", Header + Row(Secret, "Apple", 3) + Bad + Row("other-2", "Fig", 1));
        await LandAsync("corrected.csv", Header + Row("other-2", "Fig", 1));
        Assert.True(await RawHoldsAsync());

        var dry = await EraseAsync("--dry-run");
        Assert.Equal("2 raw, 2 processed, 1 quarantine, 2 current, 1 history", Told(dry));
        Assert.Equal(2, await NumberAsync($"select count(*) from order_lines where order_id = '{Secret}'"));

        var record = await EraseAsync("--wait");

        Assert.Equal("2 raw, 2 processed, 1 quarantine, 2 current, 1 history", Told(record));
        Assert.Equal("Done", record.GetProperty("state").GetString());
        Assert.DoesNotContain(Secret, record.ToString(), StringComparison.Ordinal);
        await AssertGoneAsync();
        var quarantine = await _http.GetFromJsonAsync<JsonElement>($"api/quarantine/{good}?dataset=orders", Cancelled);
        Assert.Empty(quarantine.GetProperty("rows").EnumerateArray());

        using var replay = await _http.PostAsJsonAsync($"api/runs/{good}/replay", new { actor = "ana", reason = "test" }, Cancelled);
        Assert.True(replay.IsSuccessStatusCode);
        await WaitAsync(async () => await _http.GetFromJsonAsync<JsonElement>($"api/runs/{good}", Cancelled) is var run
            && run.GetProperty("attempt").GetInt32() == 2 && run.GetProperty("state").GetString() == "Completed");
        await AssertGoneAsync();
        Assert.Equal(3, (await _http.GetFromJsonAsync<JsonElement>("api/runs", Cancelled)).GetProperty("runs").GetArrayLength());
        Assert.Equal(["other-1", "other-2"], await OrdersAsync());
    }

    [Fact]
    public async Task A_customers_rows_go_from_a_compressed_file_too()
    {
        const string Columns = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
        using var packed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            var lines = $"1,A,\"Tea, green\",1,2011-01-01 08:00:00,1.00,{Secret},France\n1,B,Cup,1,2011-01-01 08:00:00,2.00,18,France\n";
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Columns + lines), Cancelled);
        }

        packed.Position = 0;
        await S3.PutObjectAsync(new PutObjectRequest { BucketName = "retailbus-raw", Key = "online-retail/day.csv.gz", InputStream = packed }, Cancelled);
        await WaitAsync(async () => await NumberAsync("select count(*) from order_lines") == 2);

        var record = await CommandLine.JsonAsync(
            Cancelled, "erase", "--dataset", "online-retail", "--key", $"customer={Secret}", "--reason", "asked to", "--url", $"{_stack.Url}");

        Assert.Equal("1 raw, 1 processed, 0 quarantine, 1 current, 0 history", Told(record));
        await AssertGoneAsync();
        Assert.Equal(1, await NumberAsync("select count(*) from order_lines where item_id = 'B'"));
    }

    [Fact]
    public async Task An_orders_JSON_lines_go_and_what_no_contract_limits_is_kept()
    {
        static string Line(string order) => $"{{\"order_id\":\"{order}\",\"store_id\":\"S1\",\"item\":\"Fig\",\"quantity\":1,\"price\":1.00,"
            + "\"total_amount\":1.00,\"timestamp\":\"2026-03-14T09:30:00Z\"}\n";
        var put = new PutObjectRequest { BucketName = "retailbus-raw", Key = "orders/day.jsonl", ContentBody = Line(Secret) + Line("other-1") };
        await S3.PutObjectAsync(put, Cancelled);
        await WaitAsync(async () => await NumberAsync("select count(*) from order_lines") == 2);

        var record = await EraseAsync("--wait");

        Assert.Equal("1 raw, 1 processed, 0 quarantine, 1 current, 0 history", Told(record));
        await AssertGoneAsync();
        Assert.Equal(["other-1"], await OrdersAsync());
        var sweep = await CommandLine.JsonAsync(Cancelled, "retention", "--url", $"{_stack.Url}");
        Assert.Empty(sweep.GetProperty("entries").EnumerateArray());
        Assert.Equal(["other-1"], await OrdersAsync());
    }

    [Fact]
    public async Task A_key_that_names_neither_order_nor_customer_is_refused()
    {
        var refused = await CommandLine.RunAsync(
            ["erase", "--dataset", "orders", "--key", "store_id=S1", "--reason", "test", "--url", $"{_stack.Url}"], Cancelled);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("The key has to name an order or a customer: order_id.", refused.Errors, StringComparison.Ordinal);
    }

    private static string Row(string order, string item, int quantity) =>
        $"{order},S1,{item},{quantity},1.00,{quantity}.00,2026-03-14T09:30:00Z\n";

    private static string Told(JsonElement record)
    {
        int Of(string zone) => record.GetProperty("objects").EnumerateArray().Count(entry => entry.GetProperty("zone").GetString() == zone);
        return $"{Of("raw")} raw, {Of("processed")} processed, {Of("quarantine")} quarantine, "
            + $"{record.GetProperty("currentRows")} current, {record.GetProperty("historyRows")} history";
    }

    private Task<JsonElement> EraseAsync(string option) => CommandLine.JsonAsync(
        Cancelled, "erase", "--dataset", "orders", "--key", $"store_id=S1,order_id={Secret}", "--reason", "ticket 1", option, "--url", $"{_stack.Url}");

    private async Task<string> LandAsync(string name, string content)
    {
        var path = Path.Combine(_data.FullName, name);
        await File.WriteAllTextAsync(path, content, Cancelled);
        var landed = (await CommandLine.JsonAsync(Cancelled, "land", path, "--dataset", "orders", "--wait", "--url", $"{_stack.Url}"))[0];
        Assert.Equal("Completed", landed.GetProperty("state").GetString());
        return landed.GetProperty("batchId").GetString()!;
    }

    private async Task AssertGoneAsync()
    {
        Assert.False(await RawHoldsAsync());
        var where = $"where order_id = '{Secret}' or customer_id = '{Secret}'";
        Assert.Equal(0, await NumberAsync($"select count(*) from order_lines {where}"));
        Assert.Equal(0, await NumberAsync($"select count(*) from order_line_history {where}"));
        Assert.Equal(1, await NumberAsync("select count(*) from warehouse_balance where balanced and erased_rows > 0"));
    }

    private async Task<bool> RawHoldsAsync()
    {
        foreach (var bucket in new[] { "retailbus-raw", "retailbus-processed", "retailbus-quarantine" })
        {
            var versions = await S3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket }, Cancelled);
            foreach (var version in (versions.Versions ?? []).Where(version => version.IsDeleteMarker != true))
            {
                using var response = await S3.GetObjectAsync(bucket, version.Key, version.VersionId, Cancelled);
                using var content = new MemoryStream();
                await response.ResponseStream.CopyToAsync(content, Cancelled);
                if (Encoding.UTF8.GetString(content.ToArray()).Contains(Secret, StringComparison.Ordinal))
                    return true;
            }
        }

        return false;
    }

    private async Task<List<string?>> OrdersAsync()
    {
        using var response = await _http.PostAsJsonAsync("api/query", new { sql = "select order_id from order_lines order by 1", maxRows = 10 }, Cancelled);
        var rows = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("rows");
        return [.. rows.EnumerateArray().Select(row => row[0].GetString())];
    }

    private async Task<long> NumberAsync(string sql)
    {
        using var response = await _http.PostAsJsonAsync("api/query", new { sql, maxRows = 1 }, Cancelled);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("rows")[0][0].GetInt64();
    }

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(Patience);
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
    }
}
