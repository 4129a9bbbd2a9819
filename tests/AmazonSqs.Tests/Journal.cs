using System.Collections.Concurrent;

namespace RetailBus.AmazonSqs.Tests;

/// <summary>What consumers saw, in the order they saw it; tests wait on it.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<JournalEntry> _entries = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<JournalEntry> Entries => [.. _entries];

    public void Write(string kind, string text)
    {
        _entries.Enqueue(new JournalEntry(kind, text));
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public int Count(string kind) => _entries.Count(entry => entry.Kind == kind);

    public Task WaitForAsync(string kind, int count = 1) => WaitForAsync(entries => entries.Count(e => e.Kind == kind) >= count);

    public async Task WaitForAsync(Func<IReadOnlyList<JournalEntry>, bool> condition)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (condition(Entries)) return;
            await changed.WaitAsync(TestContext.Current.CancellationToken);
        }
    }
}
