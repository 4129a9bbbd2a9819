namespace RetailBus.SagaStore.Outbox;

/// <summary>A row whose lease this process holds.</summary>
/// <param name="SequenceNumber">The row.</param>
/// <param name="Attempts">Times that a sweeper has taken it, this one included.</param>
/// <param name="Json">The message as stored.</param>
internal sealed record ClaimedMessage(long SequenceNumber, int Attempts, string Json);
