using System.Globalization;
using RetailBus.Contracts.Retaining;

namespace RetailBus.Transform.Datasets;

/// <summary>
/// Reads <c>slaProperties</c>: <c>timeOfAvailability</c> (value: a time of day; unit: its zone; element: stores; schedule: days) and
/// <c>retention</c> (value and unit: how long; element: where).
/// </summary>
internal static class AgreementReader
{
    private const string Availability = "timeOfAvailability";
    private const string Retained = "retention";
    private static readonly string[] Keys =
        ["id", "property", "value", "valueExt", "unit", "element", "driver", "description", "scheduler", "schedule"];

    private static readonly Dictionary<string, RetentionUnit> Units = new()
    {
        ["d"] = RetentionUnit.Day,
        ["day"] = RetentionUnit.Day,
        ["days"] = RetentionUnit.Day,
        ["mo"] = RetentionUnit.Month,
        ["month"] = RetentionUnit.Month,
        ["months"] = RetentionUnit.Month,
        ["y"] = RetentionUnit.Year,
        ["yr"] = RetentionUnit.Year,
        ["year"] = RetentionUnit.Year,
        ["years"] = RetentionUnit.Year,
    };

    private static readonly Dictionary<string, DayOfWeek> Days =
        Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString()[..3], StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<DeliveryExpectation> Deliveries(ContractNode root)
    {
        foreach (var item in root.Items("slaProperties"))
        {
            item.AllowOnly(Keys);
            if (item.Require("property") is { Length: > 0 } name and not (Availability or Retained))
                item.Error($"{name} is no agreement that is known. {NearestName.Hint(name, [Availability, Retained])}");
            item.Require("value");
        }

        return [.. root.Items("slaProperties").Where(item => item.Find("property")?.Text == Availability).Select(Delivery)];
    }

    public static IReadOnlyList<RetentionRule> Retention(ContractNode root)
    {
        var rules = new List<RetentionRule>();
        foreach (var item in root.Items("slaProperties").Where(item => item.Find("property")?.Text == Retained))
        {
            var zone = item.Find("element")?.Text;
            if (zone is not null && !RetentionZones.All.Contains(zone))
                item.Error($"{zone} is nowhere that data is kept. {NearestName.Hint(zone, RetentionZones.All.ToList())}");
            if (rules.Exists(rule => rule.Zone == zone))
                item.Error($"There are two retentions of {zone ?? "everything"}. Remove one.");
            var count = item.Find("value")?.Count() ?? 1;
            if (count is < 1 or > 36_500)
                item.Error("A retention is 1 to 36500 days, months or years.");
            rules.Add(new RetentionRule(zone, count, item.Find("unit")?.Choice(Units) ?? RetentionUnit.Day));
        }

        return rules;
    }

    private static DeliveryExpectation Delivery(ContractNode item)
    {
        var text = item.Find("value")?.Text ?? "";
        if (!TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var by))
            item.Error($"\"{text}\" is no time of day. Write it in quotes, as \"07:30\".");
        var zone = TimeReader.Zone(item.Find("unit"), ContractColumn.Utc);
        return new DeliveryExpectation(by, zone, Stores(item.Find("element")), DaysOf(item.Find("schedule")));
    }

    private static string[] Stores(ContractNode? node) =>
        node?.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static IReadOnlyList<DayOfWeek> DaysOf(ContractNode? node)
    {
        if (node is null)
            return Enum.GetValues<DayOfWeek>();
        var days = new List<DayOfWeek>();
        foreach (var name in node.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Days.TryGetValue(name, out var day))
                days.Add(day);
            else
                node.Error($"\"{name}\" is no day. Write days as \"Mon, Tue, Wed\".");
        }

        return days.Count > 0 ? days : Enum.GetValues<DayOfWeek>();
    }
}
