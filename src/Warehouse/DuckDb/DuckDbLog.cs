namespace RetailBus.Warehouse.DuckDb;

internal static partial class DuckDbLog
{
    [LoggerMessage(1, LogLevel.Information, "Key filter of {Rows} rows built: {Bytes} bytes, {Milliseconds:F0} ms")]
    public static partial void FilterBuilt(ILogger logger, long rows, long bytes, double milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "A group of {Batches} batches did not load as one; each is loaded by itself")]
    public static partial void GroupSplit(ILogger logger, int batches, Exception fault);

    [LoggerMessage(3, LogLevel.Error, "The rollback failed after a failed load")]
    public static partial void RollbackFailed(ILogger logger, Exception fault);

    [LoggerMessage(4, LogLevel.Information, "Write-ahead log of {Bytes} bytes folded into the warehouse file")]
    public static partial void Checkpointed(ILogger logger, long bytes);

    [LoggerMessage(5, LogLevel.Information, "Write-ahead log of {Bytes} bytes stays for now: the checkpoint did not go through")]
    public static partial void CheckpointPutOff(ILogger logger, long bytes, Exception fault);
}
