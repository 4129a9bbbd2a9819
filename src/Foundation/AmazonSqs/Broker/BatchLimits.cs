namespace RetailBus.AmazonSqs.Broker;

/// <param name="Entries">Most entries of a batch.</param>
/// <param name="Bytes">Most bytes of a batch.</param>
/// <param name="ConcurrentBatches">Most batches under way.</param>
/// <param name="Attempts">Most attempts of one entry.</param>
/// <param name="RetryDelay">Pause before the second attempt; doubles.</param>
internal sealed record BatchLimits(int Entries, int Bytes, int ConcurrentBatches, int Attempts, TimeSpan RetryDelay)
{
    /// <summary>While a batch is under way, another one leaves only when it is full: fewer requests for what nobody waits for.</summary>
    public bool Thrifty { get; init; }

    public static BatchLimits From(AmazonSqsDeliveryOptions options, int bytes) =>
        new(options.BatchSize, bytes, options.ConcurrentBatches, options.EntryAttempts, options.EntryRetryDelay);

    /// <summary>Exponential with full jitter on its upper half, capped at 5 s.</summary>
    public TimeSpan DelayAfter(int attempt)
    {
        var ceiling = Math.Min(RetryDelay.TotalMilliseconds * Math.Pow(2, attempt - 1), 5000);
        return TimeSpan.FromMilliseconds(ceiling * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
