using System.Collections.Concurrent;

namespace RetailBus.Orchestrator.Tests.Queues;

/// <summary>Whether the consumer fails, and what it took.</summary>
public sealed class Tills
{
    private volatile bool _areBroken = true;

    public bool AreBroken
    {
        get => _areBroken;
        set => _areBroken = value;
    }

    public ConcurrentQueue<string> Taken { get; } = [];
}
