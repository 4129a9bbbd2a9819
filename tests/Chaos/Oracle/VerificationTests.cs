using System.Text.Json;

namespace RetailBus.Chaos.Oracle;

/// <summary>What checks the stack is checked itself: it must notice each kind of wrong.</summary>
public sealed class VerificationTests
{
    private const string Retail = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private const string Tea = "1,A,TEA,2,2010-12-01 08:26:00,2.50,,France\n";
    private const string Tin = "2,B,\"TIN, BLUE\",1,2010-12-01 08:26:00,1.00,17850,France\n";

    private static readonly DateTime Start = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    private readonly List<LandedVersion> _versions =
    [
        Version("online-retail/a.csv", 0, Retail + Tea + Tin + Tin),
        Version("online-retail/a.csv", 1, Retail + Tea),
        Version("orders/b.csv", 2, "O1,S1,Tea,2,1.25,2.50,03/14/2026 09:30\nO1,S1,Tea,2,1.25,2.50,03/14/2026 09:30\nO2,S1,Tea,2,1.25,9,03/14/2026 09:30\n"),
        Version("orders/c.csv", 3, "O1,S1,Tea,3,1.25,3.75,03/14/2026 09:30\n"),
    ];

    [Fact]
    public void A_right_warehouse_is_found_right()
    {
        var warehouse = Warehouse();

        Check(warehouse);

        Assert.Equal(
            [
                "online-retail|1|France|A|TEA|2.0000|2.5000|5.0000|GBP|∅|2010-12-01 08:26:00|false",
                "orders|O1|S1|Tea|∅|3.0000|1.2500|3.7500|USD|∅|2026-03-14 09:30:00|false",
            ],
            warehouse.CurrentContents.Select(row => row[..row.LastIndexOf('|')]).Order(StringComparer.Ordinal));
        Assert.Equal(4, warehouse.History.Count);
    }

    [Fact]
    public void A_lost_row_is_noticed()
    {
        var warehouse = Warehouse();
        Assert.ThrowsAny<Exception>(() => Check(warehouse with { History = [.. warehouse.History.Skip(1)] }));
        Assert.ThrowsAny<Exception>(() => Check(warehouse with { Current = [.. warehouse.Current.Skip(1)] }));
    }

    [Fact]
    public void A_doubled_row_is_noticed()
    {
        var warehouse = Warehouse();
        Assert.ThrowsAny<Exception>(() => Check(warehouse with { Current = [.. warehouse.Current, warehouse.Current[0]] }));
        Assert.ThrowsAny<Exception>(() => Check(warehouse with { History = [.. warehouse.History, warehouse.History[0]] }));
    }

    [Fact]
    public void An_older_version_in_the_newer_ones_place_is_noticed()
    {
        var warehouse = Warehouse();
        var (newer, older) = (warehouse.Current[^1], warehouse.History.First(row => row.StartsWith("orders", StringComparison.Ordinal)));

        Assert.ThrowsAny<Exception>(() => Check(warehouse with
        {
            Current = [.. warehouse.Current.Select(row => row == newer ? older : row)],
            History = [.. warehouse.History.Select(row => row == older ? newer : row)],
        }));
    }

    [Fact]
    public void A_run_that_is_missing_or_counted_wrong_is_noticed()
    {
        var runs = Runs();
        var batch = _versions[0].BatchId;
        new Verification(_versions, runs, Warehouse()).CheckRuns();

        Assert.ThrowsAny<Exception>(() => new Verification(_versions, Without(runs, batch), Warehouse()).CheckRuns());
        runs[batch] = Run(_versions[0], quarantined: 1);
        Assert.ThrowsAny<Exception>(() => new Verification(_versions, runs, Warehouse()).CheckRuns());
    }

    private static LandedVersion Version(string key, int second, string text) => new("raw", key, $"v{second}", Start.AddSeconds(second), text);

    private void Check(WarehouseRows warehouse) => new Verification(_versions, Runs(), warehouse).CheckRows();

    private WarehouseRows Warehouse()
    {
        var expected = new ExpectedWarehouse(_versions);
        var history = expected.All.ToList();
        expected.Current.ForEach(row => history.Remove(row));
        return new WarehouseRows(expected.Current, history, expected.CurrentContents, []);
    }

    private Dictionary<string, JsonElement> Runs() => _versions.ToDictionary(version => version.BatchId, version => Run(version));

    private static Dictionary<string, JsonElement> Without(Dictionary<string, JsonElement> runs, string batch) =>
        runs.Where(run => run.Key != batch).ToDictionary();

    private static JsonElement Run(LandedVersion version, int? quarantined = null) => JsonSerializer.SerializeToElement(new
    {
        state = "Completed",
        reason = "",
        balanced = true,
        rows = new
        {
            landed = version.File.Records,
            headers = version.File.Headers,
            accepted = version.File.Accepted!.Count,
            quarantined = quarantined ?? version.File.Quarantined,
            duplicates = version.File.Duplicates,
            inserted = version.File.Accepted.Count,
            updated = 0,
            unchanged = 0,
            superseded = 0,
        },
    });
}
