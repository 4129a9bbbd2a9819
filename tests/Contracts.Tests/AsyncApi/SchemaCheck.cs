using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RetailBus.Contracts.Tests.AsyncApi;

/// <summary>Whether JSON is as a schema of ours says, no field missing and none too many.</summary>
internal sealed class SchemaCheck(IReadOnlyDictionary<string, object> records)
{
    /// <summary>What is not as it should be, with its place; empty when all is.</summary>
    public IEnumerable<string> Problems(JsonElement value, object schema, string at = "$")
    {
        var rules = (Dictionary<string, object>)schema;
        if (rules.TryGetValue("$ref", out var reference))
            return Problems(value, records[((string)reference).Split('/')[^1]], at);
        if (rules.TryGetValue("allOf", out var all))
            return ((object[])all).SelectMany(part => Problems(value, part, at));
        if (rules.TryGetValue("oneOf", out var some))
            return ((object[])some).Count(part => !Problems(value, part, at).Any()) == 1 ? [] : [$"{at} is not one of what it may be"];
        if (!TypesOf(rules).Any(type => Is(value, type)))
            return [$"{at} is {TypeOf(value)} and not {string.Join(" or ", TypesOf(rules))}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value, rules, at),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Problems(item, rules["items"], $"{at}[{index}]")),
            JsonValueKind.String when !IsWellFormed(value.GetString()!, rules) =>
                [$"{at} is no {rules.GetValueOrDefault("format") ?? rules["pattern"]}"],
            _ => [],
        };
    }

    private IEnumerable<string> OfObject(JsonElement value, Dictionary<string, object> rules, string at)
    {
        var properties = (Dictionary<string, object>)rules["properties"];
        var present = value.EnumerateObject().Select(property => property.Name).ToList();
        var required = rules.TryGetValue("required", out var names) ? (List<string>)names : [];
        return required.Except(present).Select(name => $"{at}.{name} is missing")
            .Concat(present.Except(properties.Keys).Select(name => $"{at}.{name} is not described"))
            .Concat(value.EnumerateObject()
                .Where(property => properties.ContainsKey(property.Name))
                .SelectMany(property => Problems(property.Value, properties[property.Name], $"{at}.{property.Name}")));
    }

    private static IEnumerable<string> TypesOf(Dictionary<string, object> rules) =>
        rules["type"] is string one ? [one] : ((object[])rules["type"]).Cast<string>();

    /// <summary>Every whole number is a number.</summary>
    private static bool Is(JsonElement value, string type) => TypeOf(value) == type || (type == "number" && TypeOf(value) == "integer");

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static bool IsWellFormed(string text, Dictionary<string, object> rules) => rules.GetValueOrDefault("format") switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
        "date-time" => text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => !rules.TryGetValue("pattern", out var pattern) || Regex.IsMatch(text, (string)pattern),
    };
}
