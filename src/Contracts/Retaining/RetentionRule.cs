namespace RetailBus.Contracts.Retaining;

/// <summary>How long data is kept (ODCS <c>slaProperties</c>, <c>retention</c>), from when its object landed.</summary>
/// <param name="Zone">One of <see cref="RetentionZones"/>; null for all that have no rule of their own.</param>
/// <param name="Count">How many of the unit, from 1.</param>
/// <param name="Unit">Day, month or year.</param>
public sealed record RetentionRule(string? Zone, int Count, RetentionUnit Unit)
{
    /// <summary>The rule that a zone goes by; null for one that keeps everything.</summary>
    public static RetentionRule? Of(string zone, IReadOnlyList<RetentionRule> rules) =>
        rules.FirstOrDefault(rule => rule.Zone == zone) ?? rules.FirstOrDefault(rule => rule.Zone is null);

    /// <summary>What landed before this time is to be removed.</summary>
    public DateTimeOffset Before(DateTimeOffset now) => Unit switch
    {
        RetentionUnit.Day => now.AddDays(-Count),
        RetentionUnit.Month => now.AddMonths(-Count),
        _ => now.AddYears(-Count),
    };
}
