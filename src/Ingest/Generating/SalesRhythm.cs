namespace RetailBus.Ingest.Generating;

/// <summary>When people shop: two peaks a day, little at night, most on Saturday.</summary>
internal static class SalesRhythm
{
    public const int Days = 7;

    /// <summary>Relative sales by hour of the day (UTC), from midnight.</summary>
    private static readonly int[] HourWeights = [1, 0, 0, 0, 0, 1, 3, 8, 14, 16, 18, 24, 30, 26, 20, 18, 22, 30, 34, 26, 16, 9, 5, 2];

    /// <summary>Relative sales by day, from Sunday.</summary>
    private static readonly int[] DayWeights = [7, 8, 8, 8, 9, 12, 14];

    private static readonly int Highest = HourWeights.Max() * DayWeights.Max();

    /// <summary>A second of the seven days up to a time.</summary>
    public static DateTimeOffset Draw(Random random, DateTimeOffset until)
    {
        while (true)
        {
            var at = until.AddSeconds(-random.Next(Days * 24 * 3600)).ToUniversalTime();
            if (random.Next(Highest) < HourWeights[at.Hour] * DayWeights[(int)at.DayOfWeek])
                return at;
        }
    }
}
