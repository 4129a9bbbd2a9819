namespace RetailBus.Orchestrator.Queues;

/// <summary>Why messages were set aside, and how many of those looked at.</summary>
public sealed record QueueCause(string Cause, int Count);
