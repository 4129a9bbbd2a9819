namespace RetailBus.Orchestrator.Queues;

/// <summary>A redrive broke off; what had been moved stays moved, and nothing is lost.</summary>
internal sealed class RedriveException(int moved, Exception cause) : Exception(
    $"The redrive broke off after {moved} messages: SQS did not do what it was asked. Nothing is lost; the others come back within "
    + "a minute. Ask again when SQS answers; the service's log has the details.",
    cause);
