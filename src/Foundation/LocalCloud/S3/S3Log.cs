using Microsoft.Extensions.Logging;

namespace RetailBus.LocalCloud.S3;

internal static partial class S3Log
{
    [LoggerMessage(LogLevel.Warning, "A bucket event for {TargetArn} was dropped: the queue or topic no longer exists")]
    public static partial void EventDropped(ILogger logger, string targetArn);

    [LoggerMessage(LogLevel.Warning, "A bucket event could not be delivered to {TargetArn} and will be tried again")]
    public static partial void EventFailed(ILogger logger, string targetArn, Exception failure);

    [LoggerMessage(LogLevel.Error, "Bucket events could not be read or marked as delivered; this will be tried again")]
    public static partial void EventsUnreadable(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Error, "S3 {Method} {Path} failed")]
    public static partial void RequestFailed(ILogger logger, string method, string path, Exception failure);

    [LoggerMessage(LogLevel.Debug, "S3 {Method} {Path} was broken off by the client")]
    public static partial void RequestAborted(ILogger logger, string method, string path);
}
