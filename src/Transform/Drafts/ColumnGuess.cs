using System.Globalization;
using System.Text.RegularExpressions;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Drafts;

/// <summary>What a column's values seem to be.</summary>
internal sealed partial record ColumnGuess(SampleColumn Column, LogicalType Type, IReadOnlyList<string> Formats, bool HasDecimalComma)
{
    private static readonly string[] Patterns =
    [
        "yyyy-MM-dd HH:mm:ss.SSS", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yyyy", "MM/dd/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm", "MM/dd/yyyy",
        "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm", "yyyy/MM/dd", "yyyyMMdd",
    ];

    private static readonly string[] Truths = ["true", "false", "yes", "no", "t", "f", "y", "n"];

    public bool IsNumber => Type is LogicalType.Number or LogicalType.Integer;

    public static ColumnGuess Of(SampleColumn column)
    {
        var values = column.Present.ToList();
        if (values.Count == 0)
            return new ColumnGuess(column, LogicalType.Text, [], false);
        if (values.TrueForAll(value => Truths.Contains(value, StringComparer.OrdinalIgnoreCase)))
            return new ColumnGuess(column, LogicalType.Boolean, [], false);
        if (Formatted(values) is { } formats)
            return new ColumnGuess(column, LogicalType.Timestamp, formats, false);
        if (values.TrueForAll(value => Whole().IsMatch(value)))
            return new ColumnGuess(column, values.Exists(value => value is ['0', _, ..]) ? LogicalType.Text : LogicalType.Integer, [], false);
        if (values.TrueForAll(value => Point().IsMatch(value)))
            return new ColumnGuess(column, LogicalType.Number, [], false);
        return values.TrueForAll(value => Comma().IsMatch(value))
            ? new ColumnGuess(column, LogicalType.Number, [], true)
            : new ColumnGuess(column, LogicalType.Text, [], false);
    }

    /// <summary>The fewest formats that read all values; null when there are none.</summary>
    private static List<string>? Formatted(List<string> values)
    {
        var isIso = values.TrueForAll(value => Iso().IsMatch(value));
        if (isIso)
            return [ContractColumn.Iso8601];
        var fitting = Patterns.Where(pattern => values.TrueForAll(value => Reads(pattern, value))).Take(1).ToList();
        if (fitting.Count > 0)
            return fitting;
        var mixed = Patterns.FirstOrDefault(pattern => values.Exists(value => Reads(pattern, value))
            && values.TrueForAll(value => Reads(pattern, value) || Iso().IsMatch(value)));
        return mixed is null ? null : [mixed, ContractColumn.Iso8601];
    }

    /// <summary>By single letters, of which .NET too takes one digit or two.</summary>
    private static bool Reads(string pattern, string value) => DateTime.TryParseExact(
        value,
        TimePattern.Java(pattern).Replace("SSS", "fff", StringComparison.Ordinal),
        CultureInfo.InvariantCulture,
        DateTimeStyles.None,
        out _);

    [GeneratedRegex(@"^[-+]?[0-9]{1,14}$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?[0-9]{0,14}(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Point();

    [GeneratedRegex(@"^[-+]?[0-9]{1,3}(\.?[0-9]{3})*(,[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Comma();

    [GeneratedRegex(
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[-+][0-9]{2}(:?[0-9]{2})?)?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
