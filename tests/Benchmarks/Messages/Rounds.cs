namespace RetailBus.Benchmarks.Messages;

/// <summary>One figure, measured several times.</summary>
internal sealed class Rounds
{
    private readonly List<double> _values = [];

    public double Median => Percentile(0.5);

    public double Least => Percentile(0);

    public double Most => Percentile(1);

    public void Add(double value)
    {
        _values.Add(value);
        _values.Sort();
    }

    public double Percentile(double share) => _values[(int)Math.Round(share * (_values.Count - 1))];
}
