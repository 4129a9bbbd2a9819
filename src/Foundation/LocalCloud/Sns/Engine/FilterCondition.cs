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
            "cidr" => new(CidrBlock.Parse(property.Value).Contains),
            "prefix" or "suffix" or "equals-ignore-case" or "wildcard" => OnText(property.Name, property.Value),
            _ => throw FilterPolicy.Invalid($"Unrecognized match type {property.Name}"),
        };
    }

    private static FilterCondition Negated(JsonElement value)
    {
        FilterCondition[] excluded = value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(Parse)],
            JsonValueKind.Object => NegatedText(value),
            _ => [Parse(value)],
        };
        return new(candidate => !excluded.Any(e => e.Matches(candidate)));
    }

    /// <summary>One operator on text, with one pattern or a list of them.</summary>
    private static FilterCondition[] NegatedText(JsonElement value)
    {
        if (value.EnumerateObject().Count() != 1
            || value.EnumerateObject().Single() is not { Name: "prefix" or "suffix" or "equals-ignore-case" or "wildcard" } property)
            throw FilterPolicy.Invalid($"{AnythingBut} takes values, prefix, suffix, equals-ignore-case or wildcard");
        return property.Value.ValueKind == JsonValueKind.Array
            ? [.. property.Value.EnumerateArray().Select(pattern => OnText(property.Name, pattern))]
            : [OnText(property.Name, property.Value)];
    }

    private static FilterCondition OnText(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw FilterPolicy.Invalid($"{name} match pattern must be a string");
        var pattern = value.GetString()!;
        Predicate<string> matches = name switch
        {
            "wildcard" => Wildcard.Parse(pattern).Matches,
            "prefix" => text => text.StartsWith(pattern, StringComparison.Ordinal),
            "suffix" => text => text.EndsWith(pattern, StringComparison.Ordinal),
            _ => text => text.Equals(pattern, StringComparison.OrdinalIgnoreCase),
        };
        return new(candidate => candidate.ValueKind == JsonValueKind.String && matches(candidate.GetString()!));
    }

    private static FilterCondition Exact(JsonElement expected) => expected.ValueKind switch
    {
        JsonValueKind.String => new(value => value.ValueKind == JsonValueKind.String && value.ValueEquals(expected.GetString())),
        JsonValueKind.Number => new(value => value.ValueKind == JsonValueKind.Number && value.GetDouble() == expected.GetDouble()),
        _ => new(value => value.ValueKind == expected.ValueKind),
    };
}
