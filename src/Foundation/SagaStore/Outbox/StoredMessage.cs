using System.Collections.ObjectModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;
using MassTransit.Context;
using MassTransit.Metadata;
using MassTransit.Middleware;
using MassTransit.Serialization;

namespace RetailBus.SagaStore.Outbox;

/// <summary>A captured message in the form that MassTransit's outbox sends.</summary>
internal sealed class StoredMessage(StoredMessageDocument document) : OutboxMessageContext
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // The body is JSON within JSON: without this every quote of it takes six characters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static IObjectDeserializer Serializer => SystemTextJsonMessageSerializer.Instance;

    public StoredMessageDocument Document => document;

    /// <summary>The outbox row, once stored.</summary>
    public long SequenceNumber { get; set; }

    public Guid MessageId => document.MessageId;

    public string ContentType => document.ContentType;

    public string MessageType => document.MessageTypes;

    public string Body => document.Body;

    public IReadOnlyDictionary<string, object> Properties { get; } =
        Serializer.DeserializeDictionary<object>(document.Properties)
        ?? (IReadOnlyDictionary<string, object>)ReadOnlyDictionary<string, object>.Empty;

    public Headers Headers { get; } =
        Serializer.DeserializeDictionary<object?>(document.Headers) is { } headers
            ? new DictionarySendHeaders(headers)
            : EmptyHeaders.Instance;

    Guid? MessageContext.MessageId => document.MessageId;

    public Guid? RequestId => document.RequestId;

    public Guid? CorrelationId => document.CorrelationId;

    public Guid? ConversationId => document.ConversationId;

    public Guid? InitiatorId => document.InitiatorId;

    public DateTime? ExpirationTime => document.ExpiresAt?.UtcDateTime;

    public Uri? SourceAddress => document.SourceAddress;

    public Uri DestinationAddress => document.DestinationAddress;

    public Uri? ResponseAddress => document.ResponseAddress;

    public Uri? FaultAddress => document.FaultAddress;

    public DateTime? SentTime => document.SentAt.UtcDateTime;

    public HostInfo Host => HostMetadataCache.Host;

    public static StoredMessage Capture<T>(SendContext<T> context, DateTimeOffset now)
        where T : class
    {
        var properties = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        if (context is TransportSendContext<T> transport)
            transport.WritePropertiesTo(properties);

        return new(new StoredMessageDocument
        {
            MessageId = context.MessageId ?? throw new MessageException(typeof(T), "A message needs an id to be stored"),
            DestinationAddress = context.DestinationAddress
                ?? throw new MessageException(typeof(T), "A message needs a destination to be stored"),
            ContentType = (context.ContentType ?? context.Serialization.DefaultContentType).ToString(),
            MessageTypes = string.Join(';', context.SupportedMessageTypes),
            Body = context.Serializer.GetMessageBody(context).GetString(),
            SentAt = context.SentTime is { } sent ? new DateTimeOffset(sent.ToUniversalTime()) : now,
            RequestId = context.RequestId,
            CorrelationId = context.CorrelationId,
            ConversationId = context.ConversationId,
            InitiatorId = context.InitiatorId,
            SourceAddress = context.SourceAddress,
            ResponseAddress = context.ResponseAddress,
            FaultAddress = context.FaultAddress,
            ExpiresAt = now + context.TimeToLive,
            DeliverAt = now + context.Delay,
            Headers = Serializer.SerializeDictionary(context.Headers.GetAll()),
            Properties = Serializer.SerializeDictionary(properties),
        });
    }

    public static StoredMessage Parse(long sequenceNumber, string json) =>
        new(JsonSerializer.Deserialize<StoredMessageDocument>(json, Options) ?? throw new JsonException("The document is null"))
        {
            SequenceNumber = sequenceNumber,
        };

    public string ToJson() => JsonSerializer.Serialize(document, Options);
}
