using System.Collections.Concurrent;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>A database of one list, with statements that a protocol's test needs: insert, select, echo, fail, wait, and transactions.</summary>
internal sealed class MemoryExecutor : IStatementExecutor
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _executed = new();

    /// <summary>What was committed.</summary>
    public ConcurrentQueue<string> Rows { get; } = new();

    /// <summary>Every statement that ran, also those that were undone.</summary>
    public IReadOnlyList<string> Executed => [.. _executed];

    /// <summary>Ends once a <c>wait</c> has begun.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets <c>wait</c> end.</summary>
    public void Release() => _released.TrySetResult();

    public ISqlSession OpenSession() => new MemorySession(this);

    public void Wait(CancellationToken cancellationToken)
    {
        Waiting.TrySetResult();
        _released.Task.Wait(cancellationToken);
    }

    public void Note(string statement) => _executed.Enqueue(statement);
}
