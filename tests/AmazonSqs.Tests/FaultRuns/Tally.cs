using System.Collections.Concurrent;

namespace RetailBus.AmazonSqs.Tests.FaultRuns;

/// <summary>Which of the expected messages were consumed, and how often.</summary>
public sealed class Tally(int expected)
{
    private readonly ConcurrentDictionary<string, int> _consumed = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _total;

    /// <summary>Repeats included.</summary>
    public int Total => Volatile.Read(ref _total);

    public int Distinct => _consumed.Count;

    /// <summary>Each expected message was consumed once at least.</summary>
    public Task Complete => _complete.Task;

    public void Add(string message)
    {
        Interlocked.Increment(ref _total);
        _consumed.AddOrUpdate(message, 1, (_, count) => count + 1);
        if (_consumed.Count >= expected) _complete.TrySetResult();
    }
}
