using System.Text.Json;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.Quality;

namespace RetailBus.Transform.Tests.Quality;

/// <summary>The case that the Spark job's Python is held to as well: the same texts make the same figures.</summary>
public sealed class QualityCaseTests
{
    [Fact]
    public async Task Texts_of_the_statement_become_the_figures_that_were_written_down()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Parity", "quality.json");
        var json = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).RootElement;
        var row = json.GetProperty("row");
        var columns = json.GetProperty("columns").EnumerateArray().Select(Column).ToList();

        var figures = QualityFigures.Of(
            json.GetProperty("rows").GetInt64(),
            columns,
            name => row.TryGetProperty(name, out var text) ? text.GetString() : null,
            json.GetProperty("estimates").GetBoolean());

        var wanted = json.GetProperty("quality").Deserialize<BatchQuality>(BatchManifest.Json)!;
        Assert.Equal(wanted.Columns, figures.Columns);
        Assert.Equal(wanted, figures);
    }

    private static QualityColumn Column(JsonElement column)
    {
        var known = OrderLine.Columns.Single(known => known.Name == column.GetProperty("name").GetString());
        return new QualityColumn(known.Name, known.Type, column.GetProperty("showsValues").GetBoolean());
    }
}
