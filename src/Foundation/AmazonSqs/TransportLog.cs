using Microsoft.Extensions.Logging;

namespace RetailBus.AmazonSqs;

internal static partial class TransportLog
{
    [LoggerMessage(LogLevel.Debug, "Queue {Queue} was already gone when it was to be deleted")]
    public static partial void QueueAlreadyGone(ILogger logger, string queue);

    [LoggerMessage(LogLevel.Warning, "Temporary queue {Queue} could not be removed")]
    public static partial void QueueNotRemoved(ILogger logger, Exception exception, string queue);

    [LoggerMessage(LogLevel.Warning, "Receiving from {Queue} failed; next attempt in {Delay}")]
    public static partial void ReceiveFailed(ILogger logger, Exception exception, string queue, TimeSpan delay);

    [LoggerMessage(LogLevel.Information, "Receiving from {Queue} again after {Failures} failed attempts")]
    public static partial void ReceiveRecovered(ILogger logger, string queue, int failures);

    [LoggerMessage(LogLevel.Warning, "An observer of {Queue} failed")]
    public static partial void ObserverFailed(ILogger logger, Exception exception, string queue);

    [LoggerMessage(LogLevel.Warning, "Queue {Queue} could not be set up; next attempt in {Delay}")]
    public static partial void DeploymentFailed(ILogger logger, Exception exception, string queue, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "Queue {Queue} can't be received from. {Problem} Checked again in {Delay}")]
    public static partial void TopologyMissing(ILogger logger, string queue, string problem, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of {Queue} was consumed but not deleted: it will be delivered again")]
    public static partial void DeleteFailed(ILogger logger, Exception exception, string messageId, string queue);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of {Queue} could not be released: it is delivered again when its visibility "
        + "lapses")]
    public static partial void ReleaseFailed(ILogger logger, Exception exception, string messageId, string queue);

    [LoggerMessage(LogLevel.Warning, "The lock of message {MessageId} of {Queue} was lost: {Reason}. It will be delivered again")]
    public static partial void LockLost(ILogger logger, string messageId, string queue, string reason);

    [LoggerMessage(LogLevel.Warning, "The lock of message {MessageId} of {Queue} could not be renewed; it is tried again")]
    public static partial void RenewalFailed(ILogger logger, Exception exception, string messageId, string queue);

    [LoggerMessage(LogLevel.Information, "Message {MessageId} of {Queue} was delivered again while its consumer is at work; the first "
        + "delivery goes on")]
    public static partial void DeliveredTwice(ILogger logger, string messageId, string queue);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of {Queue} was neither consumed nor moved; it is delivered again")]
    public static partial void DispatchFailed(ILogger logger, Exception exception, string messageId, string queue);

    [LoggerMessage(LogLevel.Debug, "A fault was not published: topic {Topic} is not there, and nothing may be made")]
    public static partial void FaultTopicMissing(ILogger logger, string topic);

    [LoggerMessage(LogLevel.Warning, "A {MessageType} for {Queue} was dropped: the temporary queue is gone, and its owner with it")]
    public static partial void TemporaryQueueGone(ILogger logger, string messageType, string queue);
}
