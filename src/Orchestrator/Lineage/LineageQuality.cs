using System.Globalization;
using System.Text.Json.Nodes;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>What was found of an input's rows. Columns are called as the file calls them, where the contract is known.</summary>
internal static class LineageQuality
{
    private const string Error = "error";
    private const string Warn = "warn";

    public static JsonObject Metrics(BatchQuality figures, LandedObject landed, DatasetAgreement? agreement)
    {
        var columns = new JsonObject();
        foreach (var column in figures.Columns)
        {
            columns[InFile(column.Column, agreement)] = Facet.Object(
                ("nullCount", column.Nulls),
                ("count", figures.Rows - column.Nulls),
                ("distinctCount", column.Distinct),
                ("sum", column.Sum),
                ("min", column.Sum is null ? null : Number(column.Min)),
                ("max", column.Sum is null ? null : Number(column.Max)));
        }

        return Facet.Of(
            "1-0-3",
            "DataQualityMetricsInputDatasetFacet",
            ("rowCount", figures.Rows),
            ("bytes", landed.Size),
            ("fileCount", 1),
            ("lastUpdated", LineageEvents.Time(landed.LandedAt)),
            ("columnMetrics", columns));
    }

    /// <summary>The run's two equations, the rules of the contract as a whole, and each figure that is not as in the runs before.</summary>
    public static JsonObject Assertions(TellLineage step, DatasetAgreement? agreement)
    {
        var rows = step.Run.Rows;
        var taken = rows.Headers + rows.Accepted + rows.Quarantined + rows.Duplicates;
        List<JsonObject> assertions =
        [
            Assertion(
                "row_count",
                "records_are_accounted_for",
                "records = headers + accepted + quarantined + duplicates",
                Error,
                rows.Landed == taken,
                Count(rows.Landed),
                Count(taken)),
            Assertion(
                "row_validity",
                "rows_keep_the_contract",
                "No row breaks a rule of its dataset's contract.",
                step.Run.State == RunState.Held ? Error : Warn,
                rows.Quarantined == 0,
                "0",
                Count(rows.Quarantined)),
        ];
        if (rows.Inserted is not null)
        {
            var loaded = rows.Inserted + rows.Updated + rows.Unchanged + rows.Superseded;
            assertions.Add(Assertion(
                "row_count",
                "loaded_rows_are_accounted_for",
                "accepted = inserted + updated + unchanged + superseded",
                Error,
                rows.Accepted == loaded,
                Count(rows.Accepted),
                Count(loaded)));
        }

        assertions.AddRange((step.Run.Quality?.Warnings ?? []).Select(warning => AsUsual(warning, agreement)));
        return Facet.Of("1-1-0", "DataQualityAssertionsDatasetFacet", ("assertions", Facet.Array(assertions)));
    }

    private static JsonObject AsUsual(QualityWarning warning, DatasetAgreement? agreement)
    {
        var assertion = Assertion(
            "anomaly",
            $"{warning.Measure.Replace(' ', '_')}_is_as_usual",
            warning.Message,
            Warn,
            success: false,
            string.Create(CultureInfo.InvariantCulture, $"{warning.Lowest} to {warning.Highest}"),
            warning.Value.ToString(CultureInfo.InvariantCulture));
        if (warning.Column is { } column)
            assertion["column"] = InFile(column, agreement);
        return assertion;
    }

    private static JsonObject Assertion(
        string kind, string name, string description, string severity, bool success, string? expected, string? actual) => Facet.Object(
        ("assertion", kind),
        ("name", name),
        ("description", description),
        ("severity", severity),
        ("success", success),
        ("expected", expected),
        ("actual", actual));

    private static string InFile(string canonical, DatasetAgreement? agreement) =>
        agreement?.Columns.FirstOrDefault(column => column.Canonical == canonical)?.Name ?? canonical;

    private static string? Count(long? rows) => rows?.ToString(CultureInfo.InvariantCulture);

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
