namespace RetailBus.Orchestrator.Tests.Queues;

/// <summary>A message about a batch, for a consumer that may fail.</summary>
public sealed record TillReport(Guid BatchId, string Text);
