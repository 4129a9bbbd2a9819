using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Client;

/// <summary>Follows runs until they rest.</summary>
internal sealed class RunWaiter(RetailBusClient client, TimeProvider time, TimeSpan timeout)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The run when it rests; a run that has not begun is waited for too.</summary>
    /// <exception cref="TimeoutException">It did not rest within the timeout.</exception>
    public async Task<RunDetail> WaitAsync(Guid id, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var run = await client.FindRunAsync(id, cancellationToken);
            if (run is not null && RunState.IsSettled(run.State))
                return run;
            if (time.GetElapsedTime(begun) > timeout)
                throw new TimeoutException($"Run {id} is {run?.State ?? "not announced"} after {timeout.TotalSeconds:0} s. See: retailbus runs show {id}");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
