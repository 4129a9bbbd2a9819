using System.Text.Json;

namespace RetailBus.EndToEnd.Logs;

/// <summary>A line of the JSON console, with everything that is in scope.</summary>
internal sealed record LogLine(string Category, string Message, IReadOnlyDictionary<string, string> Scope)
{
    /// <summary>Null for a line that is no JSON.</summary>
    public static LogLine? Read(string line)
    {
        if (!line.StartsWith('{'))
            return null;
        var json = JsonElement.Parse(line);
        var scope = new Dictionary<string, string>();
        foreach (var values in json.TryGetProperty("Scopes", out var scopes) ? scopes.EnumerateArray() : default)
        {
            if (values.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var value in values.EnumerateObject())
                scope[value.Name] = $"{value.Value}";
        }

        return new LogLine(json.GetProperty(nameof(Category)).GetString()!, json.GetProperty(nameof(Message)).GetString()!, scope);
    }
}
