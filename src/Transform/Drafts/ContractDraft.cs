using System.Globalization;
using System.Text;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Drafts;

/// <summary>A contract drafted from a sample, to be read and corrected by a person.</summary>
/// <param name="Yaml">The draft, with a comment wherever something is to be decided.</param>
/// <param name="Open">What the draft lacks before it can be used, as <c>contracts check</c> says it; empty when it could be.</param>
public sealed record ContractDraft(string Yaml, IReadOnlyList<string> Open)
{
    /// <param name="sample">A file as a store sends it, with its header line.</param>
    /// <param name="dataset">The new dataset's name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Platform.Failures.BatchRejectedException">The sample is empty, no text, or damaged.</exception>
    public static async Task<ContractDraft> FromAsync(Stream sample, string dataset, CancellationToken cancellationToken)
    {
        StrictGzip.Require();
        var file = await FileSample.ReadAsync(sample, cancellationToken);
        var yaml = Write(file, dataset);
        using var text = new StringReader(yaml);
        try
        {
            ContractReader.Read(text, $"{dataset}.odcs.yaml");
            return new ContractDraft(yaml, []);
        }
        catch (ContractException e)
        {
            return new ContractDraft(yaml, e.Errors);
        }
    }

    private static string Write(FileSample file, string dataset)
    {
        List<ColumnGuess> columns = [.. file.Columns.Select(ColumnGuess.Of)];
        var canonical = CanonicalGuess.Of(columns);
        var key = CandidateKey.Of(columns, canonical);
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $"""
            # Drafted from {file.Columns[0].Values.Count} rows of a sample. Check each line: a sample does not show what may come.
            apiVersion: v3.1.0
            kind: DataContract
            id: retailbus-{dataset}
            name: {dataset}
            version: 0.1.0
            status: draft
            schema:
              - name: {dataset}
                physicalType: file
                logicalType: object
                properties:

            """);
        foreach (var column in columns)
            WriteColumn(yaml, column, canonical.GetValueOrDefault(column), Place(key, column));
        if (key.Count == 0)
            yaml.AppendLine("    # No few columns tell the sample's rows apart. Mark the key, or set keepIdenticalLines below.");
        WriteDerived(yaml, columns, canonical);
        WriteSettings(yaml, file, columns.Exists(column => column.HasDecimalComma));
        return yaml.ToString().ReplaceLineEndings("\n");
    }

    private static int? Place(IReadOnlyList<ColumnGuess> key, ColumnGuess column) =>
        key.Select((known, index) => ReferenceEquals(known, column) ? index + 1 : (int?)null).FirstOrDefault(place => place is not null);

    private static void WriteColumn(StringBuilder yaml, ColumnGuess guess, string? canonical, int? keyPosition)
    {
        yaml.AppendLine(CultureInfo.InvariantCulture, $"      - name: {Quoted(guess.Column.Name)}");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"        logicalType: {Name(guess.Type)}");
        if (guess.Column.IsAlwaysThere && guess.Column.Values.Count > 0)
            yaml.AppendLine("        required: true");
        if (keyPosition is { } position)
            yaml.AppendLine(CultureInfo.InvariantCulture, $"        primaryKey: true\n        primaryKeyPosition: {position}");
        if (guess.Type == LogicalType.Timestamp)
            yaml.AppendLine("        # logicalTypeOptions: { defaultTimezone: Europe/London }   # of times without offset; UTC otherwise");
        var isFormatted = guess.Formats.Count > 0 && guess.Formats is not [ContractColumn.Iso8601];
        if (canonical is null && !isFormatted)
        {
            yaml.AppendLine("        # fills no canonical column; \"keepInExtra: true\" keeps it, \"pii: drop|hash|mask\" guards it");
            return;
        }

        yaml.AppendLine("        customProperties:");
        if (canonical is not null)
            yaml.AppendLine(CultureInfo.InvariantCulture, $"          - property: canonical\n            value: {canonical}");
        if (isFormatted)
            yaml.AppendLine(CultureInfo.InvariantCulture, $"          - property: formats\n            value: [{string.Join(", ", guess.Formats)}]");
    }

    private static void WriteDerived(StringBuilder yaml, List<ColumnGuess> columns, Dictionary<ColumnGuess, string> canonical)
    {
        string? Of(string name) => columns.Find(column => canonical.GetValueOrDefault(column) == name) is { } found ? Named(found.Column.Name) : null;
        var (quantity, price) = (Of(OrderLine.Quantity), Of(OrderLine.UnitPrice));
        yaml.AppendLine("    customProperties:\n      - property: derived\n        value:");
        if (Of(OrderLine.Amount) is null && quantity is not null && price is not null)
            yaml.AppendLine(CultureInfo.InvariantCulture, $"          amount: {Quoted($"{quantity} * {price}")}");
        if (Of(OrderLine.Currency) is null)
            yaml.AppendLine("          currency: \"'EUR'\"   # decide");
        if (Of(OrderLine.IsReturn) is null && quantity is not null)
            yaml.AppendLine(CultureInfo.InvariantCulture, $"          is_return: {Quoted($"{quantity} < 0")}");
    }

    private static void WriteSettings(StringBuilder yaml, FileSample file, bool hasDecimalComma)
    {
        var delimiter = file.Delimiter == '\t' ? "\\t" : $"{file.Delimiter}";
        yaml.AppendLine(CultureInfo.InvariantCulture, $"customProperties:\n  - property: delimiters\n    value: [\"{delimiter}\"]");
        if (hasDecimalComma)
            yaml.AppendLine("  - property: decimalSeparator\n    value: \",\"\n  - property: groupSeparator\n    value: \".\"");
        yaml.AppendLine("  - property: onReland\n    value: merge   # or replace: a corrected file stands for all rows of the old");
        yaml.AppendLine("  - property: rejectLimit\n    value: 0.05");
    }

    private static string Name(LogicalType type) => type == LogicalType.Text ? "string" : type.ToString().ToLowerInvariant();

    private static string Named(string column) =>
        column.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') && !char.IsAsciiDigit(column[0]) ? column : $"\"{column}\"";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
