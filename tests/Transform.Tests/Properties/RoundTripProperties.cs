using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Properties;

/// <summary>FsCheck prints the seed of a failure; give it as <c>Replay</c> to see it again. The seeds of the tables are in the output.</summary>
public sealed class RoundTripProperties(LocalEngine engine) : IClassFixture<LocalEngine>
{
    [Property(MaxTest = 80, EndSize = 40)]
    public async Task A_table_comes_back_identical_whatever_dialect_it_is_written_in(DoNotSize<int> seed, NonNegativeInt rows)
    {
        var random = new Random(seed.Item);
        var dialect = RandomDialect.Of(random);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed.Item}, {rows.Get} rows, {dialect}");
        var table = new RandomTable(random, latin: dialect.EncodingName == "latin1", oneLine: false).Fill(rows.Get + 1);

        var file = await engine.RunAsync(LocalEngine.Contract("orders"), dialect.Write(table.Rows, random));

        var headers = dialect is { Json: false, HeaderAt: not null } ? 1 : 0;
        Assert.Equal((table.Rows.Count + headers, headers, table.Rows.Count, 0, 0), file.Counts);
        var read = engine.Query("SELECT order_id, store_id, item_id, CAST(quantity AS VARCHAR), CAST(unit_price AS VARCHAR), CAST(amount AS VARCHAR), "
            + "strftime(ordered_at, '%Y-%m-%dT%H:%M:%S'), extra FROM $files ORDER BY CAST(order_id AS INTEGER)", file.Output.Accepted);
        foreach (var (expected, found) in table.Rows.Zip(read))
        {
            Assert.Equal(expected[..3], found[..3]);
            Assert.Equal(expected[3..6].Select(Number), found[3..6].Select(Number));
            Assert.Equal(expected[6], found[6]);
            Assert.Equal(headers == 0 && !dialect.Json ? "" : expected[7], Note(found[7]));
        }
    }

    private static decimal Number(string? text) => decimal.Parse(text!, CultureInfo.InvariantCulture);

    private static string Note(string? extra) =>
        extra is null ? "" : JsonSerializer.Deserialize<JsonElement>(extra).GetProperty("note").GetString() ?? "";
}
