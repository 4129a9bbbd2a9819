namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>A message as its sender gave it.</summary>
/// <param name="Body">UTF-8, checked by <see cref="MessageRules"/>.</param>
/// <param name="Attributes">At most 10.</param>
/// <param name="DelaySeconds">0 to 900; null takes the queue's.</param>
/// <param name="TraceHeader">The AWSTraceHeader system attribute.</param>
internal sealed record OutgoingMessage(
    byte[] Body,
    IReadOnlyList<MessageAttribute> Attributes,
    int? DelaySeconds = null,
    string? TraceHeader = null)
{
    public int Size => Body.Length + Attributes.Sum(a => a.Size);
}
