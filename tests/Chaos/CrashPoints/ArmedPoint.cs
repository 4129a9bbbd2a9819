namespace RetailBus.Chaos.CrashPoints;

/// <summary>A crash point that waits for its moment.</summary>
internal sealed class ArmedPoint(CrashPoint point, Func<Task> kill)
{
    private readonly TaskCompletionSource _hit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _hits;

    public CrashPoint Point => point;

    /// <summary>Ends when the process is dead.</summary>
    public Task Hit => _hit.Task;

    /// <summary>Whether the process is dead now, or dies elsewhere at this moment.</summary>
    public async Task<bool> KillAsync()
    {
        if (Interlocked.Increment(ref _hits) > 1)
            return true;
        await kill();
        _hit.SetResult();
        return true;
    }
}
