using System.Text;
using MassTransit;

namespace RetailBus.AmazonSqs.Sending;

/// <summary>Keeps message attributes within what SNS and SQS take.</summary>
internal static class MessageAttributes
{
    /// <summary>SQS's limit; with raw delivery SNS discards a message's attributes beyond it.</summary>
    public const int MaxCount = 10;

    /// <summary>Characters of a move's reason: enough for a person to recognise it; the whole is in the <c>Fault</c> message.</summary>
    public const int MaxReasonLength = 1024;

    /// <summary>Those that receiving needs come first; the rest is in the envelope too.</summary>
    private static readonly string[] First =
    [
        MessageHeaders.ContentType, "MT-Activity-Id", MessageHeaders.CorrelationId, MessageHeaders.Reason,
        MessageHeaders.FaultInputAddress, MessageHeaders.FaultMessage, MessageHeaders.MessageType, MessageHeaders.RedeliveryCount,
    ];

    /// <summary>At most ten, none empty, without characters that SQS refuses.</summary>
    public static Dictionary<string, string> Limit(Dictionary<string, string> attributes)
    {
        var valid = attributes
            .Select(attribute => KeyValuePair.Create(attribute.Key, Clean(attribute.Value)))
            .Where(attribute => attribute.Value.Length > 0 && IsValidName(attribute.Key))
            .ToList();
        if (valid.Count <= MaxCount) return valid.ToDictionary(StringComparer.Ordinal);
        return valid
            .OrderBy(attribute => Array.IndexOf(First, attribute.Key) is var place && place < 0 ? First.Length : place)
            .Take(MaxCount)
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Bytes of names, types and values, as SNS and SQS count them.</summary>
    public static int Size(Dictionary<string, string> attributes) => attributes.Sum(attribute =>
        Encoding.UTF8.GetByteCount(attribute.Key) + "String".Length + Encoding.UTF8.GetByteCount(attribute.Value));

    private static string Clean(string value)
    {
        var text = value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && !value.Any(IsRefused)
            ? value
            : new string(value.EnumerateRunes().Where(rune => !IsRefused(rune)).SelectMany(rune => rune.ToString()).ToArray());
        return string.IsNullOrWhiteSpace(text) ? "" : text;
    }

    private static bool IsRefused(char c) => c is (< ' ' and not ('\t' or '\n' or '\r')) or '\uFFFE' or '\uFFFF';

    private static bool IsRefused(Rune rune) => rune == Rune.ReplacementChar || (rune.IsBmp && IsRefused((char)rune.Value));

    private static bool IsValidName(string name) =>
        name.Length is > 0 and <= 256
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
        && !name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase);
}
