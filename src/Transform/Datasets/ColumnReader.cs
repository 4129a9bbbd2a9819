using System.Globalization;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Datasets;

/// <summary>Reads one of the schema's <c>properties</c>.</summary>
internal static class ColumnReader
{
    private static readonly string[] Keys =
    [
        "id", "name", "physicalName", "physicalType", "businessName", "description", "logicalType", "logicalTypeOptions", "required",
        "unique", "primaryKey", "primaryKeyPosition", "classification", "criticalDataElement", "examples", "tags", "quality", "customProperties",
    ];

    private static readonly string[] Options =
        ["minimum", "maximum", "pattern", "minLength", "maxLength", "format", "timezone", "defaultTimezone"];

    private static readonly string[] Custom =
        ["canonical", "aliases", "formats", "default", "trim", "decimalSeparator", "groupSeparator", "pii", "keepInExtra"];


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

    private static readonly Dictionary<string, PiiTreatment> Treatments = new()
    {
        ["drop"] = PiiTreatment.Drop,
        ["hash"] = PiiTreatment.Hash,
        ["mask"] = PiiTreatment.Mask,
    };

    /// <param name="node">The property.</param>
    /// <param name="defaults">What holds for all columns that don't say otherwise.</param>
    public static ContractColumn Read(ContractNode node, NumberFormat defaults)
    {
        node.AllowOnly(Keys);
        var custom = node.CustomProperties(Custom);
        var options = node.Find("logicalTypeOptions");
        options?.AllowOnly(Options);
        var name = node.Require("name");
        var type = node.Find("logicalType")?.Choice(Types) ?? LogicalType.Text;
        var isTime = type == LogicalType.Timestamp;
        var column = new ContractColumn
        {
            Name = name,
            HeaderNames = [.. new[] { node.Find("physicalName")?.Text ?? name, name }.Concat(custom.GetValueOrDefault("aliases")?.Texts() ?? []).Distinct()],
            Type = type,
            Required = node.Find("required")?.Flag() ?? false,
            Unique = node.Find("unique")?.Flag() ?? false,
            Canonical = custom.GetValueOrDefault("canonical")?.Choice(Canonical),
            KeyPosition = KeyPosition(node),
            Formats = TimeReader.Formats(custom.GetValueOrDefault("formats") ?? options?.Find("format")),
            TimeZone = TimeReader.Zone(options),
            Minimum = isTime ? null : options?.Find("minimum")?.Number(),
            Maximum = isTime ? null : options?.Find("maximum")?.Number(),
            MinimumTime = isTime ? TimeReader.Instant(options?.Find("minimum")) : null,
            MaximumTime = isTime ? TimeReader.Instant(options?.Find("maximum")) : null,
            MinLength = options?.Find("minLength")?.Count(),
            MaxLength = options?.Find("maxLength")?.Count(),
            Pattern = Pattern(options?.Find("pattern")),
            AcceptedValues = AcceptedValues(node),
            Default = custom.GetValueOrDefault("default")?.Text,
            Trim = custom.GetValueOrDefault("trim")?.Flag() ?? true,
            DecimalSeparator = custom.GetValueOrDefault("decimalSeparator")?.Character() ?? defaults.DecimalSeparator,
            GroupSeparator = custom.GetValueOrDefault("groupSeparator")?.Character() ?? defaults.GroupSeparator,
            Pii = custom.GetValueOrDefault("pii")?.Choice(Treatments) ?? PiiTreatment.None,
            KeepInExtra = custom.GetValueOrDefault("keepInExtra")?.Flag() ?? false,
            Description = node.Find("description")?.Text,
        };
        ColumnChecks.Check(column, node);
        return column;
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

    /// <summary>One that means the same to both engines.</summary>
    private static string? Pattern(ContractNode? node)
    {
        if (node is null)
            return null;
        try
        {
            PortablePattern.Check(node.Text);
        }
        catch (FormatException e)
        {
            node.Error($"The pattern \"{node.Text}\" can't be used, as it would not mean the same to all engines: {e.Message}");
        }

        return node.Text;
    }

    private static List<string> AcceptedValues(ContractNode node) =>
    [
        .. node.Items("quality")
            .Where(rule => rule.Find("metric")?.Text == "invalidValues")
            .SelectMany(rule => rule.Find("arguments")?.Find("validValues")?.Texts() ?? []),
    ];
}
