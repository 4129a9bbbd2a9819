namespace RetailBus.Orchestrator.Quality;

/// <summary>What a figure usually is, both ends included.</summary>
internal readonly record struct UsualRange(double Lowest, double Highest)
{
    /// <summary>The median distance to the median, times this, is the standard deviation where values are normally distributed.</summary>
    private const double ToDeviation = 1.4826;

    public bool Has(double value) => value >= Lowest && value <= Highest;

    /// <param name="values">At least one.</param>
    /// <param name="width">Standard deviations to either side of the median.</param>
    /// <param name="floor">By how much a value may always differ from a median.</param>
    public static UsualRange Of(IReadOnlyCollection<double> values, double width, Func<double, double> floor)
    {
        var median = Median(values);
        var deviation = ToDeviation * Median([.. values.Select(value => Math.Abs(value - median))]);
        var half = Math.Max(width * deviation, floor(median));
        return new UsualRange(median - half, median + half);
    }

    public UsualRange Within(double least, double most) => new(Math.Max(Lowest, least), Math.Min(Highest, most));

    /// <summary>The whole numbers in it.</summary>
    public UsualRange Whole() => new(Math.Ceiling(Lowest), Math.Floor(Highest));

    private static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
