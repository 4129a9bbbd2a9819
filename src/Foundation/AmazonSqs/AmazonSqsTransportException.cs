using MassTransit;

namespace RetailBus.AmazonSqs;

/// <summary>SNS or SQS refused one message or one topology change.</summary>
public class AmazonSqsTransportException : MassTransitException
{
    public AmazonSqsTransportException(string message, string? errorCode = null, Exception? innerException = null)
        : base(message, innerException!) => ErrorCode = errorCode;

    /// <summary>AWS's error code, when AWS gave one.</summary>
    public string? ErrorCode { get; }

    /// <summary>AWS says that the request itself is wrong: the same again can't succeed.</summary>
    internal bool IsSenderFault { get; init; }
}
