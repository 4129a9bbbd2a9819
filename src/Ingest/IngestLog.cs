namespace RetailBus.Ingest;

internal static partial class IngestLog
{
    [LoggerMessage(1, LogLevel.Information, "Batch {BatchId} of {Dataset} landed: {Bucket}/{Key} ({Size} bytes), by {Announcement}")]
    public static partial void Announced(ILogger logger, Guid batchId, string dataset, string bucket, string key, long size, string announcement);

    [LoggerMessage(2, LogLevel.Warning, "{Bucket}/{Key} was overwritten before its event was read: that content is gone; the newer one has an event of its own")]
    public static partial void Overwritten(ILogger logger, string bucket, string key);

    [LoggerMessage(3, LogLevel.Warning, "{Bucket}/{Key} was removed before its event was read: nothing to load")]
    public static partial void Removed(ILogger logger, string bucket, string key);

    [LoggerMessage(4, LogLevel.Debug, "Event {Event} of {Bucket} does not concern the raw zone: ignored")]
    public static partial void Ignored(ILogger logger, string? @event, string? bucket);

    [LoggerMessage(5, LogLevel.Warning, "Upload to {Bucket}/{Key} broke off; its parts are removed")]
    public static partial void UploadBroken(ILogger logger, string bucket, string key, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "The parts of a broken upload to {Bucket}/{Key} could not be removed; the bucket's lifecycle rule has to")]
    public static partial void AbortFailed(ILogger logger, string bucket, string key, Exception exception);

    [LoggerMessage(7, LogLevel.Information, "Generation {GenerationId}: {Done} of {Orders} orders put into {Stream}")]
    public static partial void Generating(ILogger logger, Guid generationId, int done, int orders, string stream);

    [LoggerMessage(8, LogLevel.Warning, "{Stream} did not take {Failed} of {Records} records ({Code}); trying them again in {Delay}, attempt {Attempt}")]
    public static partial void PutAgain(ILogger logger, string stream, int failed, int records, string code, TimeSpan delay, int attempt);

    [LoggerMessage(9, LogLevel.Information, "Raw zone {Bucket} reports to {Queue}")]
    public static partial void NotificationsSet(ILogger logger, string bucket, string queue);

    [LoggerMessage(10, LogLevel.Information, "Delivery stream {Stream} writes to {Bucket}/{Prefix}")]
    public static partial void StreamReady(ILogger logger, string stream, string bucket, string prefix);

    [LoggerMessage(11, LogLevel.Information, "Rows of batch {ParentBatchId} were resubmitted as {Key} by {Actor}: {Reason}")]
    public static partial void Resubmitted(ILogger logger, Guid parentBatchId, string key, string actor, string reason);

    [LoggerMessage(30, LogLevel.Information, "Generation {GenerationId} was stopped after {Orders} orders by {Actor}: {Reason}")]
    public static partial void GenerationStopped(ILogger logger, Guid generationId, int orders, string actor, string reason);

    [LoggerMessage(31, LogLevel.Warning, "The progress of generation {GenerationId} could not be told; it is told again in a second")]
    public static partial void ProgressNotTold(ILogger logger, Guid generationId, Exception exception);

    [LoggerMessage(40, LogLevel.Information, "The upload to {Bucket}/{Key} was begun at {Begun} and never finished; its parts are removed")]
    public static partial void UploadSwept(ILogger logger, string bucket, string key, DateTimeOffset begun);

    [LoggerMessage(41, LogLevel.Warning, "Unfinished uploads to {Bucket} could not be looked at or removed; tried again in {Period}")]
    public static partial void SweepFailed(ILogger logger, string bucket, TimeSpan period, Exception exception);
}
