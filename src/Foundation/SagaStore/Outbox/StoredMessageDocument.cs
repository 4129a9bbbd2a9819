namespace RetailBus.SagaStore.Outbox;

/// <summary>A captured message as its row's JSON keeps it. Names are part of the stored form.</summary>
internal sealed record StoredMessageDocument
{
    public required Guid MessageId { get; init; }

    public required Uri DestinationAddress { get; init; }

    public required string ContentType { get; init; }

    public required string MessageTypes { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public Guid? RequestId { get; init; }

    public Guid? CorrelationId { get; init; }

    public Guid? ConversationId { get; init; }

    public Guid? InitiatorId { get; init; }

    public Uri? SourceAddress { get; init; }

    public Uri? ResponseAddress { get; init; }

    public Uri? FaultAddress { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Not to be received before this time.</summary>
    public DateTimeOffset? DeliverAt { get; init; }

    /// <summary>Headers, serialised by MassTransit.</summary>
    public string? Headers { get; init; }

    /// <summary>Properties of the transport, serialised by MassTransit.</summary>
    public string? Properties { get; init; }
}
