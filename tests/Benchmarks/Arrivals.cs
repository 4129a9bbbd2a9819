namespace RetailBus.Benchmarks;

/// <summary>Counts what arrives.</summary>
internal sealed class Arrivals
{
    private TaskCompletionSource _all = new();
    private int _missing;

    /// <returns>Ends when so much more has arrived.</returns>
    public Task Expect(int count)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _missing, count);
        return _all.Task;
    }

    public void Add()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
            _all.SetResult();
    }
}
