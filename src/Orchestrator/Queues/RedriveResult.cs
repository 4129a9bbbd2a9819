namespace RetailBus.Orchestrator.Queues;

/// <summary>What a redrive did.</summary>
/// <param name="Moved">Messages that went back to the source.</param>
/// <param name="Remaining">Messages that still wait to be moved, as SQS counts them: approximately.</param>
public sealed record RedriveResult(int Moved, long Remaining);
