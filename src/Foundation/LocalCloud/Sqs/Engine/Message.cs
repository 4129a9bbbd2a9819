namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>The part of a message that never changes. Times are milliseconds since 1970 in UTC.</summary>
internal sealed class Message(
    Guid id, byte[] body, IReadOnlyList<MessageAttribute> attributes, string? traceHeader, long sentAt, string? deadLetterSource)
{
    private string? _bodyMd5;

    public Guid Id { get; } = id;

    /// <summary>UTF-8.</summary>
    public byte[] Body { get; } = body;

    public IReadOnlyList<MessageAttribute> Attributes { get; } = attributes;

    /// <summary>The AWSTraceHeader system attribute, if the sender gave one.</summary>
    public string? TraceHeader { get; } = traceHeader;

    public long SentAt { get; } = sentAt;

    /// <summary>ARN of the queue whose redrive policy moved the message here.</summary>
    public string? DeadLetterSource { get; } = deadLetterSource;

    public string BodyMd5 => _bodyMd5 ??= MessageDigest.OfBody(Body);

    public int Size => Body.Length + Attributes.Sum(a => a.Size);
}
