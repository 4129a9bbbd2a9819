using Spectre.Console;

namespace RetailBus.Cli.Bench;

/// <summary>The reports for people.</summary>
internal static class BenchTables
{
    public static Table Of(BulkReport report)
    {
        var table = New($"{report.Orders:N0} orders, {report.Bytes / 1e6:N0} MB", "Clock", "Processor", "Aim");
        AddCost(table, "RetailBus: landing to queryable", report.Pipeline);
        AddCost(table, "RetailBus: transform alone", report.Transform);
        AddCost(table, "DuckDB: bare statement", report.BareStatement);
        AddCost(table, "DuckDB: bare statement with a key", report.KeyedStatement);
        AddCost(table, "DuckDB: same work (rules, all columns, Parquet, duplicate check, anti-join, load)", report.SameWork);
        AddCost(table, "DuckDB: the same without rules and provenance", report.LeanWork);
        AddRatio(table, "Transform to bare statement", report.TransformToBareStatement, $"≤ {BulkReport.TransformAim}");
        AddRatio(table, "Transform to bare statement with a key", report.TransformToKeyedStatement, "");
        AddRatio(table, "Landing to queryable to same work", report.PipelineToSameWork, $"≤ {BulkReport.PipelineAim}");
        AddRatio(table, "Landing to queryable to the same without rules and provenance", report.PipelineToLeanWork, "");
        table.AddRow("Peak memory of all in one process", $"{report.PeakMemoryBytes >> 20} MiB", "", $"< {BulkReport.MemoryAim >> 20} MiB");
        return table;
    }

    public static Table Of(LatencyReport report)
    {
        var table = New($"{report.Batches:N0} batches of 100 rows on {report.RowsPresent:N0} rows", "ms", "Aim");
        table.AddRow("Landing to queryable, median", $"{report.MedianMs:0}", $"< {LatencyReport.MedianAim}");
        table.AddRow("99th percentile", $"{report.P99Ms:0}", $"< {LatencyReport.P99Aim}");
        table.AddRow("longest", $"{report.LongestMs:0}", "");
        return table;
    }

    public static Table Of(ThroughputReport report)
    {
        var table = New($"{report.Batches:N0} batches of 100 rows at once on {report.RowsPresent:N0} rows", "", "Aim");
        table.AddRow("From the first put to the last batch queryable", $"{report.Seconds:0.0} s", "");
        table.AddRow("Batches a second", $"{report.BatchesPerSecond:0.0}", $"≥ {ThroughputReport.Aim}");
        return table;
    }

    /// <summary>Units of the price lists; the sums stand below the operations.</summary>
    public static Table Of(RequestsReport report)
    {
        var hour = report.IdleSeconds > 0 ? $"Idle hour (from {report.IdleSeconds:0} s)" : "Idle hour (not measured)";
        var table = New("Billed requests", "By", "Billed as", "Run alone", "Run of many", "1,000 orders streamed", hour);
        foreach (var line in report.Lines)
            Add($"{line.Service} {line.Operation}", line.By, line);
        foreach (var line in report.Totals)
            Add("Together", "", line);
        return table;

        void Add(string what, string by, RequestLine line) => table.AddRow(
            what, by, line.BilledAs, $"{line.PerRunAlone:0.##}", $"{line.PerRunAtOnce:0.##}", $"{line.PerThousandStreamed:0.##}", $"{line.PerIdleHour:0.#}");
    }

    public static Table Of(TracingOverheadReport report)
    {
        var table = New($"{report.Batches:N0} batches of 100 rows at once on {report.RowsPresent:N0} rows", "Clock", "Processor", "Aim");
        AddCost(table, "Nothing traced", report.Without);
        AddCost(table, "Everything traced, exported and kept", report.With);
        AddRatio(table, "With to without", report.Ratio, $"≤ {TracingOverheadReport.Aim}");
        return table;
    }

    private static Table New(string title, params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(title);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }

    private static void AddCost(Table table, string what, Cost cost) =>
        table.AddRow(what, $"{cost.Seconds:0.0} s", $"{cost.CpuSeconds:0.0} s", "");

    private static void AddRatio(Table table, string what, Cost.Ratio ratio, string aim) =>
        table.AddRow(what, $"{ratio.Seconds:0.00}", $"{ratio.CpuSeconds:0.00}", aim);
}
