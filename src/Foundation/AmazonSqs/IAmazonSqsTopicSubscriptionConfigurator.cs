namespace RetailBus.AmazonSqs;

/// <summary>The topic of one subscription.</summary>
public interface IAmazonSqsTopicSubscriptionConfigurator : IAmazonSqsTopicConfigurator;
