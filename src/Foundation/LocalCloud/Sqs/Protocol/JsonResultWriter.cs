using System.Text.Json;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The JSON 1.0 protocol.</summary>
internal sealed class JsonResultWriter(Utf8JsonWriter json) : IResultWriter
{
    public void Text(string name, string value) => json.WriteString(name, value);

    public void Text(string name, ReadOnlySpan<byte> utf8) => json.WriteString(name, utf8);

    public void Binary(string name, ReadOnlySpan<byte> value) => json.WriteBase64String(name, value);

    public void Number(string name, long value) => json.WriteNumber(name, value);

    public void Flag(string name, bool value) => json.WriteBoolean(name, value);

    public void Texts(string list, string element, IEnumerable<string> values)
    {
        json.WriteStartArray(list);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public void Pairs(string map, string element, string keyName, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartObject(map);
        foreach (var (key, value) in pairs)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    public void List<T>(string list, string element, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(list);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public void Map<T>(string map, string element, IReadOnlyList<T> items, Func<T, string> key, Action<T> write)
    {
        json.WriteStartObject(map);
        foreach (var item in items)
        {
            json.WriteStartObject(key(item));
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
