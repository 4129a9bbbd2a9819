using System.Text;
using RetailBus.LocalCloud.Sqs.Engine;
using RetailBus.LocalCloud.Sqs.Protocol;

namespace RetailBus.LocalCloud.Sns.Protocol;

/// <summary>Reads SNS parameters from a form: lists are <c>X.member.1</c>, maps are <c>X.entry.1.key</c>.</summary>
internal static class SnsForm
{
    /// <exception cref="SnsException">ValidationError when absent or empty.</exception>
    public static string Required(this QueryForm form, string name) =>
        form.Value(name) is { Length: > 0 } value ? value : throw SnsErrors.Missing(name);

    public static Dictionary<string, string> Attributes(this QueryForm form) =>
        Pairs(form.Member("Attributes")?.Member("entry"), "key", "value");

    public static Dictionary<string, string> Tags(this QueryForm form) => Pairs(form.Member("Tags")?.Member("member"), "Key", "Value");

    public static IEnumerable<string> TagKeys(this QueryForm form) => Members(form, "TagKeys").Select(m => m.Text ?? "");

    public static IEnumerable<QueryForm> Members(this QueryForm form, string list) => form.Member(list)?.Member("member")?.Items() ?? [];

    /// <exception cref="SnsException">ValidationError when there is none.</exception>
    public static IReadOnlyList<string> Texts(this QueryForm form, string list) =>
        form.Members(list).Select(member => member.Text ?? "").ToArray() is { Length: > 0 } texts ? texts : throw SnsErrors.Missing(list);

    public static IReadOnlyList<MessageAttribute> MessageAttributes(this QueryForm form) =>
        [.. (form.Member("MessageAttributes")?.Member("entry")?.Items() ?? []).Select(ReadMessageAttribute)];

    private static Dictionary<string, string> Pairs(QueryForm? entries, string keyName, string valueName)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries?.Items() ?? [])
            pairs[Required(entry, keyName)] = entry.Value(valueName) ?? "";
        return pairs;
    }

    private static MessageAttribute ReadMessageAttribute(QueryForm entry)
    {
        var name = Required(entry, "Name");
        var value = entry.Member("Value");
        var type = value?.Value("DataType") ?? "";
        if (type.Split('.')[0] is not ("String" or "Number" or "Binary"))
            throw SnsErrors.InvalidParameter(
                "MessageAttributes",
                $"The message attribute '{name}' has an invalid type, the supported types are Binary, Number, String and String.Array");
        if (!type.StartsWith("Binary", StringComparison.Ordinal))
            return new(name, type, Encoding.UTF8.GetBytes(value?.Value("StringValue") ?? ""));
        var text = value?.Value("BinaryValue") ?? "";
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? new(name, type, bytes[..length])
            : throw SnsErrors.InvalidParameter("MessageAttributes", $"The message attribute '{name}' is not base64");
    }
}
