namespace RetailBus.Orchestrator.Queues;

/// <summary>A queue as the topology knows it.</summary>
/// <param name="Name">The queue's name.</param>
/// <param name="Kind">One of <see cref="QueueKind"/>.</param>
/// <param name="Source">The work queue that it stands beside; null for a work queue.</param>
internal sealed record RetailBusQueue(string Name, string Kind, string? Source);
