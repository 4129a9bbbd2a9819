using System.Buffers;
using System.Text.Json;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>Brings the Query protocol's flattened parameters into the shape of the JSON protocol.</summary>
internal static class SqsFormTranslation
{
    /// <summary>Form name → JSON name and the names of an entry's key and value.</summary>
    private static readonly Dictionary<string, (string Json, string Key, string Value)> Maps = new()
    {
        ["Attribute"] = ("Attributes", "Name", "Value"),
        ["Tag"] = ("Tags", "Key", "Value"),
        ["MessageAttribute"] = ("MessageAttributes", "Name", "Value"),
        ["MessageSystemAttribute"] = ("MessageSystemAttributes", "Name", "Value"),
    };

    private static readonly Dictionary<string, string> Lists = new()
    {
        ["AttributeName"] = "AttributeNames",
        ["MessageAttributeName"] = "MessageAttributeNames",
        ["MessageSystemAttributeName"] = "MessageSystemAttributeNames",
        ["TagKey"] = "TagKeys",
        ["AWSAccountId"] = "AWSAccountIds",
        ["ActionName"] = "Actions",
        ["SendMessageBatchRequestEntry"] = "Entries",
        ["DeleteMessageBatchRequestEntry"] = "Entries",
        ["ChangeMessageVisibilityBatchRequestEntry"] = "Entries",
    };

    public static JsonDocument ToJson(QueryForm form)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            WriteStructure(json, form.Parameters);
        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    private static void WriteStructure(Utf8JsonWriter json, IEnumerable<(string Name, QueryForm Member)> members)
    {
        json.WriteStartObject();
        foreach (var (name, member) in members)
        {
            if (member.Text is { } text)
                json.WriteString(name, text);
            else if (Maps.TryGetValue(name, out var map))
                WriteMap(json, member, map);
            else if (Lists.TryGetValue(name, out var list))
                WriteList(json, list, member);
            else
                json.WriteString(name, ""); // not known in this form: the operation's check names it
        }
        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, QueryForm entries, (string Json, string Key, string Value) names)
    {
        json.WriteStartObject(names.Json);
        foreach (var entry in entries.Items())
        {
            json.WritePropertyName(entry.Value(names.Key) ?? throw SqsErrors.MissingParameter($"{names.Json}.{names.Key}"));
            WriteValue(json, entry.Member(names.Value));
        }
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, QueryForm items)
    {
        json.WriteStartArray(name);
        foreach (var item in items.Items())
            WriteValue(json, item);
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, QueryForm? value)
    {
        if (value is null)
            json.WriteStringValue("");
        else if (value.Text is { } text)
            json.WriteStringValue(text);
        else
            WriteStructure(json, value.Members);
    }
}
