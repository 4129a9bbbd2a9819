using Amazon.SQS.Model;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>A message for a queue.</summary>
/// <param name="Body">The body as text.</param>
/// <param name="Attributes">At most ten, none empty.</param>
/// <param name="DelaySeconds">0 to 900.</param>
internal sealed record QueueMessage(string Body, IReadOnlyDictionary<string, string> Attributes, int DelaySeconds)
{
    public SendMessageBatchRequestEntry ToEntry(string id) => new()
    {
        Id = id,
        MessageBody = Body,
        DelaySeconds = DelaySeconds > 0 ? DelaySeconds : null,
        MessageAttributes = Attributes.ToDictionary(
            attribute => attribute.Key,
            attribute => new MessageAttributeValue { DataType = "String", StringValue = attribute.Value }),
    };
}
