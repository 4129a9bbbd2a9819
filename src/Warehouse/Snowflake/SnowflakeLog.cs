namespace RetailBus.Warehouse.Snowflake;

internal static partial class SnowflakeLog
{
    [LoggerMessage(1, LogLevel.Warning, "A batch was left out of its group; {Batches} go on without it")]
    public static partial void LoadLeftOut(ILogger logger, int batches, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "A group of {Batches} batches did not load as one; it is divided")]
    public static partial void GroupDivided(ILogger logger, int batches, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "The load history could not be looked at after a fault; the load's next try looks again")]
    public static partial void NotLookedUp(ILogger logger, Exception fault);

    [LoggerMessage(4, LogLevel.Information, "Staged rows of executions before {Before} removed: {Rows}")]
    public static partial void Swept(ILogger logger, DateTimeOffset before, long rows);

    [LoggerMessage(5, LogLevel.Warning, "What broken-off executions left behind stays for now: the account did not remove it")]
    public static partial void SweepPutOff(ILogger logger, Exception fault);

    [LoggerMessage(6, LogLevel.Warning,
        "A request's description stays in STAGING.REQUESTS until the next sweep: the account did not remove it")]
    public static partial void RequestNotForgotten(ILogger logger, Exception fault);

    [LoggerMessage(7, LogLevel.Warning, "What a refused group had staged stays until the next sweep: the account did not remove it")]
    public static partial void GroupNotCleared(ILogger logger, Exception fault);
}
