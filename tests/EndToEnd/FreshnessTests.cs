using System.Text.Json;
using RetailBus.Cli.Stack;

namespace RetailBus.EndToEnd;

/// <summary>A store that its contract expects is told of by <c>freshness</c>, whether it ever delivered or not.</summary>
public sealed class FreshnessTests : IDisposable
{
    private const string Agreement =
        """
        slaProperties:
          - { property: timeOfAvailability, value: "00:00", unit: UTC, element: "S1, S17" }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-fresh-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_never_delivered_stands_beside_those_that_did()
    {
        var contract = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "datasets", "orders.odcs.yaml"), Cancelled);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "orders.odcs.yaml"), $"{contract}\n{Agreement}\n", Cancelled);
        await using var stack = await RetailBusStack.StartAsync(
            new StackOptions
            {
                DataDirectory = Path.Combine(_folder.FullName, "data"),
                Port = 0,
                CloudPort = 0,
                Settings = new Dictionary<string, string?> { ["Datasets:Path"] = _folder.FullName },
            },
            Cancelled);
        var url = stack.Url!.ToString();
        var file = Path.Combine(_folder.FullName, "orders.csv");
        await File.WriteAllTextAsync(
            file, "order_id,store_id,item,quantity,price,total_amount,timestamp\nO1,S1,Apple,2,1.50,3.00,03/14/2026 09:30\n", Cancelled);
        await CommandLine.JsonAsync(Cancelled, "land", file, "--dataset", "orders", "--wait", "--url", url);

        var told = await CommandLine.RunAsync(["freshness", "--dataset", "orders", "--json", "--url", url], Cancelled);
        var shown = await CommandLine.RunAsync(["freshness", "--url", url], Cancelled);

        using var json = JsonDocument.Parse(told.Output);
        var expected = json.RootElement.GetProperty("expected").EnumerateArray().ToDictionary(one => one.GetProperty("store").GetString()!);
        Assert.Equal(["S1", "S17"], expected.Keys.Order());
        Assert.Equal((false, 0), (expected["S17"].TryGetProperty("deliveredAt", out _), expected["S17"].GetProperty("rows").GetInt32()));
        Assert.Equal(expected["S17"].GetProperty("state").GetString() == "missing" ? 1 : 0, told.ExitCode); // not within the grace after midnight
        var store = Assert.Single(json.RootElement.GetProperty("stores").EnumerateArray());
        Assert.Equal(("S1", 1), (store.GetProperty("storeId").GetString(), store.GetProperty("lines").GetInt32()));
        Assert.Contains("S17", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Last delivered", shown.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
