using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>What SNS accepts as a message.</summary>
internal static class NotificationRules
{
    private static readonly SearchValues<char> Unspeakable =
        SearchValues.Create(
            [.. Enumerable.Range(0, 32).Select(i => (char)i).Where(c => c is not ('\t' or '\n' or '\r')), '\uFFFE', '\uFFFF']);

    /// <summary>Bytes that count towards the limit.</summary>
    public static int Size(Notification notification) =>
        Encoding.UTF8.GetByteCount(notification.Message) + notification.Attributes.Sum(a => a.Size);

    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static void Check(Notification notification)
    {
        if (notification.Message.Length == 0)
            throw SnsErrors.InvalidParameter("Message", "Empty message");
        if (notification.Message.AsSpan().ContainsAny(Unspeakable))
            throw SnsErrors.InvalidParameter("Message", "Control characters that XML can't carry");
        if (Size(notification) > SnsLimits.MessageSize)
            throw SnsErrors.InvalidParameter("Message", "Message too long");
        if (notification.Subject is { } subject
            && (subject.Length is 0 or > SnsLimits.SubjectLength || char.IsWhiteSpace(subject[0]) || subject.Any(char.IsControl)))
            throw SnsErrors.InvalidParameter("Subject", "1 to 100 characters on one line, not beginning with a space");
        if (notification.IsPerProtocol)
            _ = TextForQueues(notification);
        foreach (var attribute in notification.Attributes)
            CheckAttribute(attribute);
    }

    /// <summary>The text that queues get: of a message per protocol the one for <c>sqs</c>, or else the default.</summary>
    public static string TextForQueues(Notification notification)
    {
        if (!notification.IsPerProtocol)
            return notification.Message;
        try
        {
            using var parsed = JsonDocument.Parse(notification.Message);
            if (!parsed.RootElement.TryGetProperty("default", out var text))
                throw SnsErrors.InvalidParameter("Message Structure", "No default entry in JSON message body");
            if (parsed.RootElement.TryGetProperty("sqs", out var forQueues))
                text = forQueues;
            return text.GetString() is { Length: > 0 } chosen && !chosen.AsSpan().ContainsAny(Unspeakable)
                ? chosen
                : throw SnsErrors.InvalidParameter("Message Structure", "The text for sqs is empty or has control characters");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw SnsErrors.InvalidParameter("Message Structure", "JSON message body failed to parse");
        }
    }

    private static void CheckAttribute(Sqs.Engine.MessageAttribute attribute)
    {
        if (attribute.Name.Length is 0 or > SnsLimits.AttributeNameLength
            || !attribute.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
            throw SnsErrors.InvalidParameter("MessageAttributes", $"The attribute name '{attribute.Name}' is invalid");
        if (attribute.Bytes.Length == 0)
            throw SnsErrors.InvalidParameter(
                "MessageAttributes", $"The message attribute '{attribute.Name}' must contain a non-empty value");
        if (attribute.IsBinary)
            return;
        if (attribute.Text.AsSpan().ContainsAny(Unspeakable))
            throw SnsErrors.InvalidParameter("MessageAttributes", $"The message attribute '{attribute.Name}' has control characters");
        if (attribute.DataType.StartsWith("Number", StringComparison.Ordinal)
            && !(double.TryParse(attribute.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)))
            throw SnsErrors.InvalidParameter("MessageAttributes", $"Could not cast message attribute '{attribute.Name}' value to number");
    }
}
