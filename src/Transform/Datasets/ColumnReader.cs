using System.Globalization;
using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.Datasets;

/// <summary>Reads one of the schema's <c>properties</c>.</summary>
internal static class ColumnReader
{
    private static readonly string[] Keys =
    [
        "id", "name", "physicalName", "physicalType", "businessName", "description", "logicalType", "logicalTypeOptions", "required",
        "unique", "primaryKey", "primaryKeyPosition", "classification", "criticalDataElement", "examples", "tags", "quality", "customProperties",
    ];

    private static readonly string[] Options = ["minimum", "maximum", "pattern", "defaultTimezone"];
    private static readonly string[] Custom = ["canonical", "aliases", "formats"];

    private static readonly Dictionary<string, LogicalType> Types = new()
    {
        ["string"] = LogicalType.Text,
        ["number"] = LogicalType.Number,
        ["integer"] = LogicalType.Integer,
        ["boolean"] = LogicalType.Boolean,
        ["timestamp"] = LogicalType.Timestamp,
        ["date"] = LogicalType.Timestamp,
    };

    private static readonly Dictionary<string, string> Canonical = OrderLine.Columns
        .Where(column => !CanonicalColumns.OfTheBatch.Contains(column.Name))
        .ToDictionary(column => column.Name, column => column.Name);

    public static ContractColumn Read(ContractNode node)
    {
        node.AllowOnly(Keys);
        var custom = node.CustomProperties(Custom);
        var options = node.Find("logicalTypeOptions");
        options?.AllowOnly(Options);
        var name = node.Require("name");
        return new ContractColumn
        {
            Name = name,
            HeaderNames = [.. new[] { node.Find("physicalName")?.Text ?? name, name }.Concat(custom.GetValueOrDefault("aliases")?.Texts() ?? []).Distinct()],
            Type = node.Find("logicalType")?.Choice(Types) ?? LogicalType.Text,
            Required = node.Find("required")?.Flag() ?? false,
            Canonical = custom.GetValueOrDefault("canonical")?.Choice(Canonical),
            KeyPosition = KeyPosition(node),
            Formats = Formats(custom.GetValueOrDefault("formats")),
            TimeZone = TimeZone(options?.Find("defaultTimezone")),
            Minimum = options?.Find("minimum")?.Number(),
            Maximum = options?.Find("maximum")?.Number(),
            Pattern = options?.Find("pattern")?.Text,
            AcceptedValues = AcceptedValues(node),
            Description = node.Find("description")?.Text,
        };
    }

    private static int? KeyPosition(ContractNode node)
    {
        if (node.Find("primaryKey")?.Flag() is not true)
            return null;
        if (int.TryParse(node.Find("primaryKeyPosition")?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position > 0)
            return position;
        node.Error("primaryKeyPosition is missing: the key's columns need an order. Add \"primaryKeyPosition: 1\" and so on.");
        return null;
    }

    private static IReadOnlyList<string> Formats(ContractNode? node)
    {
        var formats = node?.Texts() ?? [ContractColumn.Iso8601];
        foreach (var format in formats.Where(format => format != ContractColumn.Iso8601 && !TimePattern.IsValid(format)))
            node!.Error($"\"{format}\" is not a time format. Write a pattern of yyyy, yy, MM, dd, HH, mm, ss, SSS, or {ContractColumn.Iso8601}.");
        return formats;
    }

    private static string TimeZone(ContractNode? node)
    {
        if (node is null)
            return ContractColumn.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(node.Text, out _))
            return node.Text is "Etc/UTC" ? ContractColumn.Utc : node.Text;
        node.Error($"There is no time zone {node.Text}. Write an IANA name such as Europe/London.");
        return ContractColumn.Utc;
    }

    private static List<string> AcceptedValues(ContractNode node) =>
    [
        .. node.Items("quality")
            .Where(rule => rule.Find("metric")?.Text == "invalidValues")
            .SelectMany(rule => rule.Find("arguments")?.Find("validValues")?.Texts() ?? []),
    ];
}
