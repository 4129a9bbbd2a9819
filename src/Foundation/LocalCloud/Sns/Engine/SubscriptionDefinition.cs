namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>A queue's subscription to a topic; replaced as a whole when any of it changes.</summary>
/// <param name="Arn">The topic's ARN and a unique last part.</param>
/// <param name="TopicArn">The topic subscribed to.</param>
/// <param name="Endpoint">ARN of the queue that takes the messages.</param>
/// <param name="Attributes">RawMessageDelivery, FilterPolicy, FilterPolicyScope and RedrivePolicy, where set.</param>
internal sealed record SubscriptionDefinition(
    string Arn,
    string TopicArn,
    string Endpoint,
    IReadOnlyDictionary<string, string> Attributes);
