namespace RetailBus.Orchestrator.Deliveries;

/// <summary>Local times as instants, where clocks are changed too.</summary>
internal static class LocalTime
{
    /// <summary>
    /// The instant, with the zone's offset at it. Of an hour that clocks go through twice it is the first; of a time that they leap over,
    /// the moment of the leap.
    /// </summary>
    public static DateTimeOffset At(this TimeZoneInfo zone, DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        while (zone.IsInvalidTime(local))
            local = new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Unspecified).AddMinutes(1);
        return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
    }

    public static DateOnly DateAt(this TimeZoneInfo zone, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
}
