namespace RetailBus.Ingest.Generating;

/// <summary>Draws numbers of which the low ones come more often: rank r weighs r to the power of minus the steepness (Zipf).</summary>
internal sealed class Popularity
{
    private readonly double[] _cumulative;

    public Popularity(int count, double steepness)
    {
        _cumulative = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
            _cumulative[rank] = sum += Math.Pow(rank + 1, -steepness);
    }

    /// <returns>0 to the count, exclusive.</returns>
    public int Draw(Random random)
    {
        var at = Array.BinarySearch(_cumulative, random.NextDouble() * _cumulative[^1]);
        return Math.Min(at < 0 ? ~at : at + 1, _cumulative.Length - 1);
    }
}
