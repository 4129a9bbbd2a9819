namespace RetailBus.Orchestrator.Queues;

internal static partial class QueueLog
{
    [LoggerMessage(1, LogLevel.Information, "{Actor} redrives up to {Max} messages of {Queue} to {Source}: {Reason}")]
    public static partial void Redrive(ILogger logger, string actor, int max, string queue, string source, string reason);

    [LoggerMessage(2, LogLevel.Information, "{Moved} messages of {Queue} went back to {Source}")]
    public static partial void Redriven(ILogger logger, int moved, string queue, string source);

    [LoggerMessage(3, LogLevel.Warning, "The redrive of {Queue} broke off after {Moved} messages; the others are where they were")]
    public static partial void BrokenOff(ILogger logger, Exception fault, string queue, int moved);

    [LoggerMessage(4, LogLevel.Information, "Messages of {Queue} could not be given back; they come back by themselves within a minute")]
    public static partial void NotGivenBack(ILogger logger, Exception fault, string queue);
}
