namespace RetailBus.Orchestrator.Runs;

internal static partial class RunLog
{
    [LoggerMessage(1, LogLevel.Information, "Run {BatchId} of {Dataset}: {State}, attempt {Attempt}. {Reason}")]
    public static partial void Entered(ILogger logger, Guid batchId, string dataset, string state, int attempt, string reason);

    [LoggerMessage(2, LogLevel.Debug, "Run {BatchId} is {State}: {Message} changes nothing (late, repeated or out of order)")]
    public static partial void Ignored(ILogger logger, Guid batchId, string state, string message);

    [LoggerMessage(3, LogLevel.Warning, "{Message} for run {BatchId}, which is not known here: ignored")]
    public static partial void Unknown(ILogger logger, Guid? batchId, string message);

    [LoggerMessage(4, LogLevel.Warning, "Run {BatchId} of {Dataset} is not as usual. {Warning}")]
    public static partial void NotAsUsual(ILogger logger, Guid batchId, string dataset, string warning);
}
