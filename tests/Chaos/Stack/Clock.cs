namespace RetailBus.Chaos.Stack;

/// <summary>The machine's clock, which the local cloud reads too.</summary>
internal static class Clock
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>A time as Last-Modified tells it.</summary>
    public static DateTime Second(DateTime time)
    {
        var utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond));
    }

    public static DateTime Now() => Second(TimeProvider.System.GetUtcNow().UtcDateTime);

    public static Task UntilAfterAsync(DateTime second, CancellationToken cancellationToken) =>
        UntilAsync(() => Task.FromResult(Now() > second), cancellationToken);

    public static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await condition())
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
    }
}
