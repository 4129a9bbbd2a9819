using System.Security.Cryptography;
using System.Text;
using RetailBus.Cli.Stack;

namespace RetailBus.EndToEnd;

/// <summary>A dataset that no code knows: its contract in the folder is all that is done for it.</summary>
public sealed class NewDatasetTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-new-dataset-");
    private RetailBusStack? _stack;

    public async ValueTask InitializeAsync()
    {
        var contracts = _data.CreateSubdirectory("datasets").FullName;
        File.Copy(Path.Combine(Repository.Root, "tests", "Transform.Tests", "Fixtures", "market.odcs.yaml"), Path.Combine(contracts, "market.odcs.yaml"));
        _stack = await RetailBusStack.StartAsync(
            new StackOptions
            {
                DataDirectory = Path.Combine(_data.FullName, "data"),
                Port = 0,
                CloudPort = 0,
                Settings = new Dictionary<string, string?>
                {
                    ["Datasets:Path"] = contracts,
                    ["Transform:PiiKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                },
            },
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null)
            await _stack.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_of_it_flows_to_the_warehouse_and_its_views()
    {
        var path = Path.Combine(_data.FullName, "halle.csv");
        await File.WriteAllTextAsync(
            path,
            "Beleg;Filiale;Artikel;Menge;Preis;Kunde;Telefon;Zeit\r\n"
            + "A0001;Köln;Käse;2;1.234,50;Anna;0221 1;01.07.2026 00:30\r\n"
            + "A0002;Bonn;Brot;-1;2,00;Anna;0221 1;15.01.2026 08:00\r\n"
            + "A0003;Bonn;Brot;1;3.00;Anna;0221 1;15.01.2026 08:00\r\n",
            Encoding.Latin1,
            TestContext.Current.CancellationToken);

        var landed = await JsonAsync("land", path, "--dataset", "market", "--wait");
        Assert.Equal("Completed", landed[0].GetProperty("state").GetString());

        var lines = await JsonAsync(
            "query", "SELECT order_id, store_id, amount::VARCHAR AS amount, ordered_at::VARCHAR AS at, customer_id, extra FROM order_lines ORDER BY order_id");
        Assert.Equal(2, lines.GetArrayLength());
        Assert.Equal(
            ("Köln", "2469.0000", "2026-06-30 22:30:00"),
            (lines[0].GetProperty("store_id").GetString(), lines[0].GetProperty("amount").GetString(), lines[0].GetProperty("at").GetString()));
        Assert.Matches("^[0-9a-f]{64}$", lines[0].GetProperty("customer_id").GetString()!);
        Assert.Equal(lines[0].GetProperty("customer_id").GetString(), lines[1].GetProperty("customer_id").GetString());

        var totals = await JsonAsync("query", "SELECT dataset, currency, net::VARCHAR AS net FROM sales_total");
        Assert.Equal(
            ("market", "EUR", "2467.0000"),
            (totals[0].GetProperty("dataset").GetString(), totals[0].GetProperty("currency").GetString(), totals[0].GetProperty("net").GetString()));

        var batch = landed[0].GetProperty("batchId").GetString();
        using var http = new HttpClient { BaseAddress = _stack!.Url };
        var quarantine = await http.GetStringAsync(new Uri($"/api/quarantine/{batch}?dataset=market", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("3.00", quarantine, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", quarantine, StringComparison.Ordinal);
        Assert.DoesNotContain("0221", quarantine, StringComparison.Ordinal);
    }

    private async Task<System.Text.Json.JsonElement> JsonAsync(params string[] arguments) =>
        await CommandLine.JsonAsync(TestContext.Current.CancellationToken, [.. arguments, "--url", _stack!.Url!.ToString()]);
}
