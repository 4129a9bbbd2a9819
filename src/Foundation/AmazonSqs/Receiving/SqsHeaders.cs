using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Amazon.SQS.Model;
using MassTransit;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Receiving;

/// <summary>Transport headers: the attributes, and what SQS tells about the message.</summary>
internal sealed class SqsHeaders(Message message, ReceivedContent content) : IHeaderProvider
{
    private const string ActivityId = "MT-Activity-Id";

    public IEnumerable<KeyValuePair<string, object>> GetAll()
    {
        if (!content.Attributes.ContainsKey(MessageHeaders.MessageId)) yield return new(MessageHeaders.MessageId, message.MessageId);
        foreach (var (key, value) in content.Attributes) yield return new(key, value);
    }

    public bool TryGetHeader(string key, [NotNullWhen(true)] out object? value)
    {
        if (content.Attributes.TryGetValue(key, out var text))
        {
            value = text;
            return true;
        }

        value = key switch
        {
            _ when Is(key, MessageHeaders.MessageId) || Is(key, MessageHeaders.TransportMessageId) => message.MessageId,
            // the W3C header stands in where the sender is no MassTransit
            _ when Is(key, ActivityId) => content.Attributes.GetValueOrDefault("traceparent"),
            _ when Is(key, MessageHeaders.TransportSentTime) => SentTime(),
            _ when Is(key, "TopicArn") => content.TopicArn,
            _ => null,
        };
        return value is not null;
    }

    private static bool Is(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private DateTime? SentTime() =>
        message.Attributes?.GetValueOrDefault("SentTimestamp") is { } text
        && long.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
            : null;
}
