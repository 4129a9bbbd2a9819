using System.Text.Json;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>
/// Decides which messages a subscription gets: all keys must match, each by any of its conditions. Applies to a JSON object,
/// which is either the message body or one made of the message attributes.
/// </summary>
internal sealed class FilterPolicy
{
    private const string Or = "$or";

    private readonly List<(string Key, FilterCondition[] Conditions)> _values = [];
    private readonly List<(string Key, FilterPolicy Policy)> _nested = [];
    private readonly List<IReadOnlyList<FilterPolicy>> _alternatives = [];

    private FilterPolicy(bool onBody) => IsOnBody = onBody;

    /// <summary>Whether the policy looks at the body rather than at the message attributes.</summary>
    public bool IsOnBody { get; }

    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static FilterPolicy Parse(string json, bool onBody)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var keys = 0;
            var combinations = 1L;
            var policy = Read(parsed.RootElement, onBody, ref keys, ref combinations);
            if (keys > SnsLimits.FilterPolicyKeys || combinations > SnsLimits.FilterPolicyCombinations)
                throw Invalid("Filter policy is too complex");
            return policy;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw Invalid($"failed to parse JSON. {malformed.Message}");
        }
    }

    public static SnsException Invalid(string reason) => SnsErrors.InvalidParameter("FilterPolicy", reason);

    public bool Matches(JsonElement message) =>
        message.ValueKind == JsonValueKind.Array
            ? message.EnumerateArray().Any(Matches)
            : message.ValueKind == JsonValueKind.Object
                && _values.TrueForAll(v => MatchesValue(message, v.Key, v.Conditions))
                && _nested.TrueForAll(n => n.Policy.Matches(message.TryGetProperty(n.Key, out var inner) ? inner : EmptyObject))
                && _alternatives.TrueForAll(a => a.Any(p => p.Matches(message)));

    private static JsonElement EmptyObject { get; } = JsonElement.Parse("{}");

    private static bool MatchesValue(JsonElement message, string key, FilterCondition[] conditions)
    {
        if (!message.TryGetProperty(key, out var value))
            return Array.Exists(conditions, c => c.MatchesAbsence);
        var candidates = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value];
        return Array.Exists(conditions, c => Array.Exists(candidates, c.Matches));
    }

    private static FilterPolicy Read(JsonElement element, bool onBody, ref int keys, ref long combinations)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Invalid("Filter policy must be a JSON object");
        var policy = new FilterPolicy(onBody);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name == Or && property.Value.ValueKind == JsonValueKind.Array)
            {
                policy._alternatives.Add(ReadAlternatives(property.Value, onBody, ref keys, ref combinations));
            }
            else if (property.Value.ValueKind == JsonValueKind.Object)
            {
                if (!onBody)
                    throw Invalid("Filter policy scope MessageAttributes does not support nested filter policy");
                policy._nested.Add((property.Name, Read(property.Value, onBody, ref keys, ref combinations)));
            }
            else
            {
                var conditions = ReadConditions(property);
                keys++;
                combinations = Math.Min(combinations * conditions.Length, int.MaxValue);
                policy._values.Add((property.Name, conditions));
            }
        }
        return policy;
    }

    private static List<FilterPolicy> ReadAlternatives(JsonElement list, bool onBody, ref int keys, ref long combinations)
    {
        var alternatives = new List<FilterPolicy>();
        foreach (var alternative in list.EnumerateArray())
            alternatives.Add(Read(alternative, onBody, ref keys, ref combinations));
        return alternatives.Count >= 2 ? alternatives : throw Invalid("$or needs at least two alternatives");
    }

    private static FilterCondition[] ReadConditions(JsonProperty property)
    {
        if (property.Value.ValueKind != JsonValueKind.Array || property.Value.GetArrayLength() == 0)
            throw Invalid($"\"{property.Name}\" must be an object or an array");
        return [.. property.Value.EnumerateArray().Select(FilterCondition.Parse)];
    }
}
