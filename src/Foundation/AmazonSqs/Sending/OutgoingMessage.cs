using System.Text;
using MassTransit;
using MassTransit.Context;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Sending;

/// <summary>A message as the wire takes it: body, attributes and their size.</summary>
internal sealed record OutgoingMessage(string Body, Dictionary<string, string> Attributes, int Bytes)
{
    /// <exception cref="MessageTooLargeException">The destination takes less.</exception>
    public static OutgoingMessage Create<T>(
        MessageSendContext<T> context, ITransportSetHeaderAdapter<string> headers, string destination, int limit)
        where T : class
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in context.Headers.GetAll()) headers.Set(attributes, new HeaderValue(header.Key, header.Value));
        headers.Set(attributes, MessageHeaders.ContentType, context.ContentType.ToString());
        headers.Set(attributes, MessageHeaders.CorrelationId, context.CorrelationId);
        attributes = MessageAttributes.Limit(attributes);
        var body = context.Body.GetString();
        var bytes = Encoding.UTF8.GetByteCount(body) + MessageAttributes.Size(attributes);
        return bytes <= limit
            ? new OutgoingMessage(body, attributes, bytes)
            : throw new MessageTooLargeException(destination, TypeCache<T>.ShortName, bytes, limit);
    }
}
