namespace RetailBus.SagaStore;

/// <summary>What waits in the outbox: an ordinary one is near zero, a growing one means that the bus does not take messages.</summary>
/// <param name="Messages">Messages committed and not yet known to be sent, over all nodes.</param>
/// <param name="Failing">Those of them that a sweeper tried to send in vain.</param>
/// <param name="Oldest">When the oldest was committed; null when there is none.</param>
public sealed record OutboxBacklog(long Messages, long Failing, DateTimeOffset? Oldest);
