using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>A day on which stores have to deliver.</summary>
/// <param name="Date">The day, in <paramref name="Zone"/>.</param>
/// <param name="Zone">The contract's.</param>
/// <param name="From">What lands from here on is this day's.</param>
/// <param name="DueAt">What lands later is late.</param>
/// <param name="To">What lands from here on is the next day's on which something is due.</param>
internal sealed record DeliveryDay(DateOnly Date, TimeZoneInfo Zone, DateTimeOffset From, DateTimeOffset DueAt, DateTimeOffset To)
{
    /// <summary>Null when nothing is due on that day.</summary>
    /// <param name="expected">What the contract expects.</param>
    /// <param name="date">Null for today.</param>
    /// <param name="now">What today is.</param>
    /// <param name="opensBefore"><see cref="DeliveryOptions.OpensBefore"/>.</param>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the contract's zone.</exception>
    public static DeliveryDay? Of(DeliveryExpectation expected, DateOnly? date, DateTimeOffset now, TimeSpan opensBefore)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(expected.TimeZone);
        var day = date ?? zone.DateAt(now);
        if (!expected.Days.Contains(day.DayOfWeek))
            return null;

        var next = day.AddDays(1);
        while (!expected.Days.Contains(next.DayOfWeek))
            next = next.AddDays(1);
        return new DeliveryDay(
            day, zone, zone.At(day, TimeOnly.MinValue) - opensBefore, zone.At(day, expected.By), zone.At(next, TimeOnly.MinValue) - opensBefore);
    }
}
