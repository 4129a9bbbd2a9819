using System.Buffers;
using System.Globalization;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>What SQS accepts as a message.</summary>
internal static class MessageRules
{
    private static readonly SearchValues<byte> ForbiddenControls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i).Where(b => b is not (9 or 10 or 13))]);

    /// <exception cref="SqsException">InvalidMessageContents, InvalidParameterValue or MissingParameter.</exception>
    public static void Check(OutgoingMessage message, int maxSize)
    {
        if (message.Body.Length == 0)
            throw SqsErrors.MissingParameter("MessageBody");
        CheckText(message.Body);
        if (message.DelaySeconds is { } delay && delay is < 0 or > SqsLimits.MaxDelay)
            throw SqsErrors.OutOfRange("DelaySeconds", message.DelaySeconds.Value, 0, SqsLimits.MaxDelay);
        if (message.Attributes.Count > SqsLimits.MessageAttributes)
            throw SqsErrors.InvalidParameter(
                $"Number of message attributes [{message.Attributes.Count}] exceeds the allowed maximum [{SqsLimits.MessageAttributes}].");
        foreach (var attribute in message.Attributes)
            CheckAttribute(attribute);
        if (message.Size > maxSize)
            throw SqsErrors.InvalidParameter($"One or more parameters are invalid. Reason: Message must be shorter than {maxSize} bytes.");
    }

    private static void CheckAttribute(MessageAttribute attribute)
    {
        var name = attribute.Name;
        var valid = name.Length is > 0 and <= SqsLimits.AttributeNameLength
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            && !name.StartsWith('.') && !name.EndsWith('.') && !name.Contains("..", StringComparison.Ordinal)
            && !name.StartsWith("aws.", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("amazon.", StringComparison.OrdinalIgnoreCase);
        if (!valid)
            throw SqsErrors.InvalidParameter($"Message attribute name '{name}' is invalid.");
        if (attribute.Bytes.Length == 0)
            throw SqsErrors.InvalidParameter(
                $"Message (user) attribute '{name}' must contain a non-empty value of type '{attribute.DataType}'.");
        if (attribute.IsBinary)
            return;
        CheckText(attribute.Bytes);
        if (attribute.DataType.StartsWith("Number", StringComparison.Ordinal)
            && !(double.TryParse(attribute.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)))
            throw SqsErrors.InvalidParameter($"Can't cast the value of message (user) attribute '{name}' to a number.");
    }

    /// <summary>XML 1.0 must be able to carry the text: no control characters, no U+FFFE, no U+FFFF.</summary>
    private static void CheckText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.ContainsAny(ForbiddenControls) || utf8.IndexOf("\uFFFE"u8) >= 0 || utf8.IndexOf("\uFFFF"u8) >= 0)
            throw SqsErrors.InvalidMessageContents();
    }
}
