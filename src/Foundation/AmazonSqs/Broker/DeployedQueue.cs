namespace RetailBus.AmazonSqs.Broker;

/// <summary>A receive queue that is there, with its policy and subscriptions.</summary>
/// <param name="Name">The name.</param>
/// <param name="Url">The URL.</param>
/// <param name="Arn">The ARN.</param>
/// <param name="VisibilityTimeout">How long a received message stays invisible.</param>
/// <param name="SubscriptionArns">What SNS delivers to it.</param>
internal sealed record DeployedQueue(
    string Name, string Url, string Arn, TimeSpan VisibilityTimeout, IReadOnlyList<string> SubscriptionArns);
