namespace RetailBus.AmazonSqs.Receiving;

/// <summary>Pauses after failures in a row: 0.25 s, doubling to 15 s, with jitter.</summary>
internal sealed class Backoff
{
    public int Failures { get; private set; }

    public TimeSpan Next()
    {
        var ceiling = Math.Min(0.25 * Math.Pow(2, Failures++), 15);
        return TimeSpan.FromSeconds(ceiling * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
