using MassTransit;

namespace RetailBus.AmazonSqs;

/// <summary>SNS or SQS refused one message or one topology change.</summary>
public class AmazonSqsTransportException : MassTransitException
{
    public AmazonSqsTransportException(string message, string? errorCode = null, Exception? innerException = null)
        : base(message, innerException!) => ErrorCode = errorCode;

    /// <summary>AWS's error code, when AWS gave one.</summary>
    public string? ErrorCode { get; }
}
