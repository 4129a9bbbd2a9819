using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>A message as its publisher gave it, with the id that all its subscribers see.</summary>
/// <param name="Message">Not empty.</param>
/// <param name="Subject">At most 100 characters.</param>
/// <param name="Attributes">For filters and subscribers.</param>
/// <param name="IsPerProtocol">Whether the message is a JSON object with a text per protocol (<c>MessageStructure=json</c>).</param>
internal sealed record Notification(string Message, string? Subject, IReadOnlyList<MessageAttribute> Attributes, bool IsPerProtocol)
{
    public Guid Id { get; } = Guid.NewGuid();
}
