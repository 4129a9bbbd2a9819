using Microsoft.Extensions.Logging;

namespace RetailBus.LocalCloud.Firehose;

internal static partial class FirehoseLog
{
    [LoggerMessage(LogLevel.Warning, "Stream {Stream} could not deliver to s3://{Bucket}/{Key} and will try again")]
    public static partial void DeliveryFailed(ILogger logger, string stream, string bucket, string key, Exception failure);

    [LoggerMessage(LogLevel.Information, "Stream {Stream} had delivered s3://{Bucket}/{Key} before it was stopped")]
    public static partial void AlreadyDelivered(ILogger logger, string stream, string bucket, string key);

    [LoggerMessage(LogLevel.Error, "Firehose could not read or write its store and will try again")]
    public static partial void RoundFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Error, "Firehose {Operation} failed")]
    public static partial void RequestFailed(ILogger logger, string operation, Exception failure);
}
