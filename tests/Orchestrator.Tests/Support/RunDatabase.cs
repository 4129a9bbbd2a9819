namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>An empty database of a test's own, by configuration as an operator would set it.</summary>
public abstract class RunDatabase : IAsyncDisposable
{
    public abstract ValueTask CreateAsync(CancellationToken cancellationToken);

    public abstract IEnumerable<KeyValuePair<string, string?>> Settings { get; }

    public abstract ValueTask DisposeAsync();
}
