namespace RetailBus.AwsClients.Sns;

/// <param name="SubscriptionArn">The subscription, or <c>PendingConfirmation</c>.</param>
/// <param name="TopicArn">The topic.</param>
/// <param name="Protocol">E.g. <c>sqs</c>.</param>
/// <param name="Endpoint">The receiver, for <c>sqs</c> the queue's ARN.</param>
public sealed record SnsSubscription(string SubscriptionArn, string TopicArn, string Protocol, string Endpoint);
