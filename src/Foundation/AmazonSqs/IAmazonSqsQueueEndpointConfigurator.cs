namespace RetailBus.AmazonSqs;

/// <summary>How a queue is received from.</summary>
public interface IAmazonSqsQueueEndpointConfigurator : IAmazonSqsQueueConfigurator
{
    /// <summary>
    /// How long a receive call waits for a message, in seconds. Default 20, range 0 to 20. Smaller values cost requests:
    /// an idle queue takes 3600 / WaitTimeSeconds of them an hour.
    /// </summary>
    ushort WaitTimeSeconds { set; }
}
