using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Quarantine;
using RetailBus.Transform.Tests.Cloud;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Quarantine;

/// <summary>Bad rows to take away: what comes back must be a file of the contract, and stand for the same people.</summary>
public sealed class QuarantineCsvTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string Header = "Bon;Filiale;Artikel;Menge;Preis;Zahlart;Kunde;E-Mail;Telefon;Zeit";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Datasets:Path"] = Path.Combine(AppContext.BaseDirectory, "Fixtures"),
        ["Transform:PiiKey"] = LocalEngine.PiiKeyText,
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_have_their_files_delimiter_and_no_hash_that_would_be_hashed_again()
    {
        var csv = await CsvAsync(
            "market",
            $"{Header}\nA0001;Bonn;Brot;1;1,00;bar;Erika;e@x;0221;23.11.2026 08:14\n"
            + "A0002;Bonn;\"Milch; fett\";zwei;1,00;bar;Erika;e@x;0221;23.11.2026 08:14\n");

        Assert.Equal($"{Header}\r\nA0002;Bonn;\"Milch; fett\";zwei;\"1,00\";bar;;e***;;23.11.2026 08:14\r\n", csv);
    }

    [Fact]
    public async Task Objects_become_values_of_the_contracts_columns()
    {
        const string Good = """{"order_id":"1","store_id":"S1","item":"tea","quantity":1,"price":1,"total_amount":1,"timestamp":"2026-11-23"}""";
        var bad = Good.Replace("\"quantity\":1", "\"quantity\":\"a,b\",\"note\":[1, 2]", StringComparison.Ordinal);

        var csv = await CsvAsync("orders", $"{Good}\n{bad}\n", Path.Combine(AppContext.BaseDirectory, "datasets"));

        Assert.Equal(
            "order_id,store_id,item,quantity,price,total_amount,timestamp,extra\r\n"
            + "1,S1,tea,\"a,b\",1,1,2026-11-23,\"{\"\"note\"\":[1, 2]}\"\r\n",
            csv);
    }

    private async Task<string> CsvAsync(string dataset, string text, string? datasets = null)
    {
        var settings = new Dictionary<string, string?>(Settings);
        if (datasets is not null)
            settings["Datasets:Path"] = datasets;
        await using var host = await TransformHost.StartAsync(s3, [.. settings]);
        var landed = await host.LandAsync(dataset, "bad.csv", text);
        await host.Services.GetRequiredService<BatchTransform>().RunAsync(landed, Cancelled);
        using var csv = new MemoryStream();
        Assert.True(await host.Services.GetRequiredService<QuarantineCsv>().WriteAsync(dataset, landed.BatchId, attempt: null, () => csv, Cancelled));
        return Encoding.UTF8.GetString(csv.ToArray());
    }
}
