namespace RetailBus.Transform.Datasets;

/// <summary>How long data is kept (ODCS <c>slaProperties</c>, <c>retention</c>).</summary>
/// <param name="Zone">One of <see cref="Zones"/>; null for all that have no rule of their own.</param>
/// <param name="Count">How many of the unit, from 1.</param>
/// <param name="Unit">Day, month or year.</param>
public sealed record RetentionRule(string? Zone, int Count, RetentionUnit Unit)
{
    /// <summary>Where data is kept.</summary>
    public static IReadOnlyList<string> Zones { get; } = ["raw", "processed", "quarantine", "warehouse", "history"];

    /// <summary>What landed before this time is to be removed.</summary>
    public DateTimeOffset Before(DateTimeOffset now) => Unit switch
    {
        RetentionUnit.Day => now.AddDays(-Count),
        RetentionUnit.Month => now.AddMonths(-Count),
        _ => now.AddYears(-Count),
    };
}
