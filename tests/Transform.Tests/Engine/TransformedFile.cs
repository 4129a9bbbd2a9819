using System.Text.Json;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>What became of a file.</summary>
internal sealed record TransformedFile(LocalOutput Output, StagedFile Staged, LocalEngine Engine)
{
    /// <summary>Values of accepted rows as text, columns parted by a bar, null as <c>∅</c>, in the order of the first.</summary>
    public List<string> Accepted(params string[] columns)
    {
        var list = string.Join(", ", columns.Select(column => $"CAST({column} AS VARCHAR)"));
        return Output.Accepted.Count == 0
            ? []
            : [.. Engine.Query($"SELECT {list} FROM $files ORDER BY ALL", Output.Accepted).Select(row => string.Join('|', row.Select(value => value ?? "∅")))];
    }

    public List<QuarantinedRow> Quarantined() => Output.Quarantined.Count == 0
        ? []
        : [.. Engine.Query("SELECT CAST(line AS VARCHAR), raw, reasons FROM $files ORDER BY line", Output.Quarantined).Select(row => new QuarantinedRow
        {
            Line = long.Parse(row[0]!, System.Globalization.CultureInfo.InvariantCulture),
            Raw = row[1]!,
            Reasons = JsonSerializer.Deserialize<List<QuarantineReason>>(row[2]!, JsonSerializerOptions.Web)!,
        })];

    /// <summary>Records, headers, accepted, quarantined, duplicates.</summary>
    public (long Records, long Headers, long Accepted, long Quarantined, long Duplicates) Counts =>
        (Output.Rows.Records, Output.Rows.Headers, Output.Rows.Accepted, Output.Rows.Quarantined, Output.Rows.Duplicates);
}
