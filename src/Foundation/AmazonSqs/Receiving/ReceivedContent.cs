using System.Text.Json;
using Amazon.SQS.Model;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>
/// Body and attributes as the sender gave them: taken from the message, or from the notification that SNS wraps it in when
/// a subscription has no raw delivery.
/// </summary>
internal sealed record ReceivedContent(string Body, IReadOnlyDictionary<string, string> Attributes, string? TopicArn)
{
    public static ReceivedContent Read(Message message)
    {
        var attributes = (message.MessageAttributes ?? [])
            .Where(attribute => attribute.Value.StringValue is not null)
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value.StringValue, StringComparer.Ordinal);
        var body = message.Body ?? "";
        return attributes.Count == 0 && body.Contains("\"TopicArn\"", StringComparison.Ordinal) && Unwrap(body) is { } notification
            ? notification
            : new ReceivedContent(body, attributes, null);
    }

    private static ReceivedContent? Unwrap(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "Type") != "Notification") return null;
            return Text(root, "Message") is { } message && Text(root, "TopicArn") is { } topic
                ? new ReceivedContent(message, AttributesOf(root), topic)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> AttributesOf(JsonElement notification)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!notification.TryGetProperty("MessageAttributes", out var all) || all.ValueKind != JsonValueKind.Object) return attributes;
        foreach (var attribute in all.EnumerateObject())
        {
            if (Text(attribute.Value, "Value") is { } value) attributes[attribute.Name] = value;
        }

        return attributes;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
