namespace RetailBus.Cli.Commands;

/// <summary>Waits for Ctrl+C or a termination signal.</summary>
internal static class Shutdown
{
    public static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }
}
