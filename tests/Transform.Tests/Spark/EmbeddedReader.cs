using System.Text;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Staging;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>The embedded engine as far as its records: staged, numbered, and the values as DuckDB reads them.</summary>
internal sealed class EmbeddedReader(LocalEngine engine, string folder)
{
    private readonly PiiGuard _guard = PiiGuard.Of(LocalEngine.PiiKeyText, []);

    public async Task<ReaderOutcome> ReadAsync(ReaderFile file)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var path = Path.Combine(folder, "staged.csv");
        var numbered = Path.Combine(folder, "numbered.csv");
        foreach (var earlier in new[] { path, path + ".numbered", numbered })
            File.Delete(earlier);
        StagedFile staged;
        try
        {
            var stager = new FileStager(new StagingLimits { ExpandedBytes = file.MostBytes, Expansion = 200 });
            staged = await stager.StageAsync(new MemoryStream(file.Bytes), file.Contract, path, cancellationToken);
        }
        catch (BatchRejectedException rejected)
        {
            return new ReaderOutcome([], Stored($"{rejected.Code}: {rejected.Message}"));
        }

        if (staged.Numbered is null)
            await NumberedFile.WriteAsync(staged, numbered, long.MaxValue, cancellationToken);
        return new ReaderOutcome(Records(file.Contract, staged, staged.Numbered ?? numbered));
    }

    /// <summary>As it is kept: half of a surrogate pair, which cutting a name leaves, is no text.</summary>
    private static string Stored(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private List<string> Records(DatasetContract contract, StagedFile staged, string numbered)
    {
        var layout = staged.Layout;
        var sql = new RowSql(new TransformWork(Guid.Empty, 1, Guid.Empty, contract, LocalEngine.Source), layout, trim: true);
        var places = contract.Columns.Select(layout.PlaceOf).ToList();
        var select = $"""
            SELECT line, fields, broken, {sql.IsHeader()} AS is_header,
                {ExtraSql.Of(contract, new RowColumns(layout, trim: true))} AS extra, begins, bytes,
                {string.Join(", ", places.Select(place => place is null ? "NULL" : $"c{place}"))}
            FROM {sql.Typed(CsvSource.Numbered(numbered, layout), "ordinal", "line", "begins", "bytes", "fields", "broken")}
            ORDER BY ordinal
            """;
        var text = File.ReadAllBytes(staged.Path);
        var redaction = new RawRedaction(contract, layout, _guard);
        using var session = engine.Sessions.Rent();
        return [.. session.Query(
            select,
            row =>
            {
                var (fields, broken) = (row.GetInt32(1), row.GetInt32(2));
                return ReaderOutcome.Text(
                    row.GetInt64(0),
                    fields,
                    layout.Columns.Count,
                    broken,
                    broken == 0 && fields == layout.Columns.Count && row.GetBoolean(3),
                    places.Select((_, place) => row.IsDBNull(7 + place) ? null : row.GetString(7 + place)).ToList(),
                    row.IsDBNull(4) ? null : row.GetString(4),
                    redaction.Of(text.AsSpan((int)row.GetInt64(5), (int)row.GetInt64(6))).Replace('\0', '␀'));
            },
            TestContext.Current.CancellationToken)];
    }
}
