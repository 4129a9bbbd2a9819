namespace RetailBus.Warehouse.Loading;

internal static partial class LoadLog
{
    /// <summary>The batch id as scope of everything that is logged about it.</summary>
    public static readonly Func<ILogger, Guid, IDisposable?> Batch = LoggerMessage.DefineScope<Guid>("{BatchId}");

    [LoggerMessage(1, LogLevel.Debug, "Group of {Batches} batches with {Rows} rows done in {Milliseconds:F1} ms")]
    public static partial void GroupLoaded(ILogger logger, int batches, long rows, double milliseconds);

    [LoggerMessage(2, LogLevel.Error, "A group of {Batches} batches failed as a whole")]
    public static partial void GroupFailed(ILogger logger, int batches, Exception fault);

    [LoggerMessage(3, LogLevel.Debug, "No further groups: the service stops")]
    public static partial void CommitterStopped(ILogger logger);

    [LoggerMessage(4, LogLevel.Information,
        "Loaded: {Inserted} inserted, {Updated} updated, {Unchanged} unchanged, {Superseded} superseded, {Retracted} retracted "
        + "(loaded before: {Before})")]
    public static partial void BatchLoaded(
        ILogger logger, long inserted, long updated, long unchanged, long superseded, long retracted, bool before);

    [LoggerMessage(5, LogLevel.Error, "Load failed ({Code}): {Reason}")]
    public static partial void BatchFailed(ILogger logger, string code, string reason, Exception fault);

    [LoggerMessage(6, LogLevel.Warning, "A load's try failed; it is tried again")]
    public static partial void BatchTriedAgain(ILogger logger, Exception fault);

    [LoggerMessage(7, LogLevel.Information, "Cancel of attempt {Attempt} and earlier (null for all): recorded {Recorded}")]
    public static partial void BatchCancelled(ILogger logger, int? attempt, bool recorded);

    [LoggerMessage(8, LogLevel.Information, "Rows of the dataset were erased while the batch was staged; it is staged again")]
    public static partial void StagedAgain(ILogger logger);
}
