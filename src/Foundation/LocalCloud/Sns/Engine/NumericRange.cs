using System.Text.Json;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>The <c>numeric</c> condition: one or two comparisons, e.g. <c>[">", 0, "&lt;=", 150]</c>.</summary>
internal sealed class NumericRange
{
    private readonly List<Predicate<double>> _comparisons = [];

    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static NumericRange Parse(JsonElement element)
    {
        var parts = element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().ToArray() : [];
        if (parts.Length is not (2 or 4))
            throw FilterPolicy.Invalid("Value of numeric must be an array of one or two comparisons");
        var range = new NumericRange();
        for (var i = 0; i < parts.Length; i += 2)
        {
            if (parts[i].ValueKind != JsonValueKind.String || parts[i + 1].ValueKind != JsonValueKind.Number)
                throw FilterPolicy.Invalid("Value of numeric must alternate between operator and number");
            range._comparisons.Add(Comparison(parts[i].GetString()!, parts[i + 1].GetDouble()));
        }
        return range;
    }

    public bool Contains(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && _comparisons.TrueForAll(c => c(value.GetDouble()));

    private static Predicate<double> Comparison(string symbol, double bound) => symbol switch
    {
        "=" => value => value == bound,
        "<" => value => value < bound,
        "<=" => value => value <= bound,
        ">" => value => value > bound,
        ">=" => value => value >= bound,
        _ => throw FilterPolicy.Invalid($"Unrecognized numeric range operator {symbol}"),
    };
}
