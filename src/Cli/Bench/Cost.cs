namespace RetailBus.Cli.Bench;

/// <summary>What a piece of work took.</summary>
/// <param name="Seconds">On the clock.</param>
/// <param name="CpuSeconds">Of all the process's threads, user and system.</param>
internal sealed record Cost(double Seconds, double CpuSeconds)
{
    /// <summary>The least of several tries, each figure by itself: what disturbs a try only ever adds.</summary>
    public static Cost Least(IReadOnlyCollection<Cost> tries) => new(tries.Min(cost => cost.Seconds), tries.Min(cost => cost.CpuSeconds));

    public static Cost operator +(Cost left, Cost right) => new(left.Seconds + right.Seconds, left.CpuSeconds + right.CpuSeconds);

    /// <summary>This cost in units of another one.</summary>
    public Ratio To(Cost other) => new(Math.Round(Seconds / other.Seconds, 2), Math.Round(CpuSeconds / other.CpuSeconds, 2));

    /// <param name="Seconds">On the clock.</param>
    /// <param name="CpuSeconds">Of processor time, which other work on the machine disturbs less.</param>
    internal sealed record Ratio(double Seconds, double CpuSeconds);
}
