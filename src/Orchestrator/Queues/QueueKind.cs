namespace RetailBus.Orchestrator.Queues;

/// <summary>What a queue is for, as the API spells it.</summary>
public static class QueueKind
{
    /// <summary>A stage's own queue.</summary>
    public const string Work = "work";

    /// <summary>Messages whose consumer failed.</summary>
    public const string Error = "error";

    /// <summary>Messages that no consumer of the endpoint wanted.</summary>
    public const string Skipped = "skipped";

    /// <summary>Messages that came too often without coming to their end; SQS itself moves them there.</summary>
    public const string DeadLetter = "deadLetter";
}
