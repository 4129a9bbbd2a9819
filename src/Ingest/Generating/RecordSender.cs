using RetailBus.Platform.Failures;

namespace RetailBus.Ingest.Generating;

/// <summary>Puts records until the stream has taken each once; what it refused is put again, and nothing else.</summary>
internal sealed class RecordSender(IDeliveryStream stream, TimeProvider time, ILogger<RecordSender> logger)
{
    /// <summary>
    /// Firehose's limit of one call. Its other, 4 MiB, is out of reach: an order is at most four lines of about a hundred bytes.
    /// </summary>
    public const int MaxRecords = 500;

    private const int MaxAttempts = 10;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public string StreamName => stream.Name;

    /// <param name="records">At most <see cref="MaxRecords"/>, of together at most 4 MiB.</param>
    /// <param name="jitter">Spreads the waits of senders that were refused together.</param>
    /// <param name="cancellationToken">Stops between two calls.</param>
    /// <exception cref="IOException">The stream refused some records ten times.</exception>
    public async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, Random jitter, CancellationToken cancellationToken)
    {
        var left = records;
        for (var attempt = 1; ; attempt++)
        {
            var (refused, code) = await PutAsync(left, attempt, cancellationToken);
            if (refused.Count == 0)
                return;
            if (attempt == MaxAttempts)
                throw new IOException($"The delivery stream {stream.Name} refused {refused.Count} records {MaxAttempts} times ({code}).");

            var delay = Delay(attempt, jitter);
            IngestLog.PutAgain(logger, stream.Name, refused.Count, left.Count, code, delay, attempt + 1);
            await Task.Delay(delay, time, cancellationToken);
            left = refused;
        }
    }

    private async Task<(IReadOnlyList<ReadOnlyMemory<byte>> Refused, string Code)> PutAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> records, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            var codes = await stream.PutAsync(records, cancellationToken);
            return ([.. records.Where((_, i) => codes[i] is not null)], codes.FirstOrDefault(code => code is not null) ?? "");
        }
        catch (Exception e) when (attempt < MaxAttempts && !cancellationToken.IsCancellationRequested && FaultClassifier.IsTransient(e))
        {
            return (records, e.GetType().Name);
        }
    }

    private static TimeSpan Delay(int attempt, Random jitter)
    {
        var longest = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromMilliseconds(longest * (0.5 + (jitter.NextDouble() / 2)));
    }
}
