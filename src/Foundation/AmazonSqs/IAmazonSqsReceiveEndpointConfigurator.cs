using MassTransit;

namespace RetailBus.AmazonSqs;

/// <summary>Configures a receive endpoint on an SQS queue.</summary>
public interface IAmazonSqsReceiveEndpointConfigurator : IReceiveEndpointConfigurator, IAmazonSqsQueueEndpointConfigurator
{
    /// <summary>
    /// Seconds until SQS delivers a message again that could be neither consumed nor moved to the error queue.
    /// Default 1, range 0 to 43200.
    /// </summary>
    int RedeliverVisibilityTimeout { set; }

    /// <summary>
    /// How long one delivery may take, renewals included. Default and maximum 12 hours (SQS's limit), minimum the queue's
    /// VisibilityTimeout. After it the message is let go and SQS delivers it again.
    /// </summary>
    TimeSpan MaxVisibilityTimeout { set; }

    /// <summary>
    /// Seconds by which a renewal extends a message's visibility; the queue's own VisibilityTimeout if that is less.
    /// Default 60, range 10 to 43200.
    /// </summary>
    int MaxVisibilityTimeoutRenewal { set; }

    /// <summary>
    /// After how many deliveries SQS itself sets a message aside in <c>&lt;queue&gt;_dead</c>: those that end the process, or
    /// that can't be moved to the error queue. Default: the host's; null for none; range 1 to 1000.
    /// </summary>
    int? MaxReceiveCount { set; }

    /// <summary>Subscribes the queue to the message type's topic.</summary>
    void Subscribe<T>(Action<IAmazonSqsTopicSubscriptionConfigurator>? callback = null)
        where T : class;

    /// <summary>Subscribes the queue to a topic by its name.</summary>
    void Subscribe(string topicName, Action<IAmazonSqsTopicSubscriptionConfigurator>? callback = null);
}
