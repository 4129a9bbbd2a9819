using System.Text.Json;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>One condition of a filter policy on one value, which is a JSON string, number, boolean or null.</summary>
/// <param name="Matches">Whether a value that is present matches.</param>
/// <param name="MatchesAbsence">Whether it matches when there is no value.</param>
internal sealed record FilterCondition(Predicate<JsonElement> Matches, bool MatchesAbsence = false)
{
    private const string AnythingBut = "anything-but";

    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static FilterCondition Parse(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ParseOperator(element),
        JsonValueKind.Array => throw FilterPolicy.Invalid("Match value must be String, number, true, false, or null"),
        _ => Exact(element.Clone()),
    };

    private static FilterCondition ParseOperator(JsonElement element)
    {
        if (element.EnumerateObject().Count() != 1)
            throw FilterPolicy.Invalid("Only one key allowed in match expression");
        var property = element.EnumerateObject().Single();
        return property.Name switch
        {
            "exists" when property.Value.ValueKind == JsonValueKind.True => new(_ => true),
            "exists" when property.Value.ValueKind == JsonValueKind.False => new(_ => false, MatchesAbsence: true),
            "numeric" => new(NumericRange.Parse(property.Value).Contains),
            AnythingBut => Negated(property.Value),
            "prefix" or "suffix" or "equals-ignore-case" => OnText(property),
            _ => throw FilterPolicy.Invalid($"Unrecognized match type {property.Name}"),
        };
    }

    private static FilterCondition Negated(JsonElement value)
    {
        FilterCondition[] excluded = value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(Parse)],
            JsonValueKind.Object when value.EnumerateObject().All(p => p.Name is "prefix" or "suffix") => [Parse(value)],
            JsonValueKind.Object => throw FilterPolicy.Invalid($"{AnythingBut} takes values, prefix or suffix"),
            _ => [Parse(value)],
        };
        return new(candidate => !excluded.Any(e => e.Matches(candidate)));
    }

    private static FilterCondition OnText(JsonProperty property)
    {
        if (property.Value.ValueKind != JsonValueKind.String)
            throw FilterPolicy.Invalid($"{property.Name} match pattern must be a string");
        var pattern = property.Value.GetString()!;
        Predicate<string> matches = property.Name switch
        {
            "prefix" => text => text.StartsWith(pattern, StringComparison.Ordinal),
            "suffix" => text => text.EndsWith(pattern, StringComparison.Ordinal),
            _ => text => text.Equals(pattern, StringComparison.OrdinalIgnoreCase),
        };
        return new(value => value.ValueKind == JsonValueKind.String && matches(value.GetString()!));
    }

    private static FilterCondition Exact(JsonElement expected) => expected.ValueKind switch
    {
        JsonValueKind.String => new(value => value.ValueKind == JsonValueKind.String && value.ValueEquals(expected.GetString())),
        JsonValueKind.Number => new(value => value.ValueKind == JsonValueKind.Number && value.GetDouble() == expected.GetDouble()),
        _ => new(value => value.ValueKind == expected.ValueKind),
    };
}
