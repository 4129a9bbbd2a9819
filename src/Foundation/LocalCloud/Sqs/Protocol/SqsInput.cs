using System.Globalization;
using System.Text.Json;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The parameters of a request, or of one entry in it. Numbers may come as text, as the Query protocol sends them.</summary>
internal readonly struct SqsInput(JsonElement element)
{
    /// <exception cref="SqsException">UnsupportedOperation, which names a member that would be passed over.</exception>
    public void Allow(string name, IReadOnlyList<string> known) => SqsOperation.Check(element, name, known);

    /// <exception cref="SqsException">MissingParameter when absent or empty.</exception>
    public string Required(string name) =>
        Optional(name) is { Length: > 0 } value ? value : throw SqsErrors.MissingParameter(name);

    public string? Optional(string name) => Find(name) is { } value ? Text(name, value) : null;

    public int? Number(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        if (value.ValueKind == JsonValueKind.String
            && int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            return number;
        throw SqsErrors.InvalidParameter($"Value {value} for parameter {name} is invalid. Reason: Must be an integer.");
    }

    public int? Number(string name, int low, int high) =>
        Number(name) is not { } number || (number >= low && number <= high)
            ? Number(name)
            : throw SqsErrors.OutOfRange(name, number, low, high);

    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Members(name))
            map[key] = Text(key, value);
        return map;
    }

    public IEnumerable<(string Name, SqsInput Value)> Structures(string name) => Members(name).Select(m => (m.Key, new SqsInput(m.Value)));

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(e => Text(name, e))];

    public IReadOnlyList<SqsInput> List(string name) => [.. Items(name).Select(e => new SqsInput(e))];

    public byte[]? Bytes(string name)
    {
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw SqsErrors.InvalidParameter($"Value for parameter {name} is not base64.");
    }

    private IEnumerable<(string Key, JsonElement Value)> Members(string name)
    {
        if (Find(name) is not { } value)
            return [];
        return value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Select(p => (p.Name, p.Value))
            : throw SqsErrors.Malformed($"Parameter {name} must be a structure.");
    }

    private JsonElement.ArrayEnumerator Items(string name)
    {
        if (Find(name) is not { } value)
            return default;
        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw SqsErrors.Malformed($"Parameter {name} must be a list.");
    }

    private JsonElement? Find(string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw SqsErrors.Malformed("A structure was expected.");
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static string Text(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw SqsErrors.Malformed($"Parameter {name} must be a string.");
        return value.GetString()!;
    }
}
