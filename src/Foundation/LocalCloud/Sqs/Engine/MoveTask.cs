namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>Moves the messages of a dead-letter queue back, or elsewhere; replaced as a whole at each step.</summary>
/// <param name="Handle">Unique.</param>
/// <param name="SourceArn">The dead-letter queue.</param>
/// <param name="DestinationArn">Null sends each message back to the queue that it came from.</param>
/// <param name="MaxPerSecond">1 to 500; null as fast as AWS would, 500.</param>
/// <param name="StartedAt">Milliseconds since 1970 in UTC.</param>
/// <param name="Status">RUNNING, COMPLETED, CANCELLED or FAILED.</param>
/// <param name="Moved">Messages moved so far.</param>
/// <param name="ToMove">Messages that were visible in the source at the start.</param>
/// <param name="FailureReason">Set when it failed.</param>
internal sealed record MoveTask(
    string Handle,
    string SourceArn,
    string? DestinationArn,
    int? MaxPerSecond,
    long StartedAt,
    string Status,
    long Moved,
    long ToMove,
    string? FailureReason)
{
    public const string Running = "RUNNING";
    public const string Completed = "COMPLETED";
    public const string Cancelled = "CANCELLED";
    public const string Failed = "FAILED";
}
