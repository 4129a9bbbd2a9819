namespace RetailBus.Ingest.Generating;

/// <summary>Keeps to a rate over the whole generation: a wait that took too long is made up for.</summary>
internal sealed class Pace(double perSecond, TimeProvider time)
{
    private const double BatchesPerSecond = 5;
    private readonly long _start = time.GetTimestamp();

    /// <summary>Orders to gather before putting them: enough for five calls a second.</summary>
    public int BatchSize => perSecond > 0 ? (int)Math.Clamp(perSecond / BatchesPerSecond, 1, RecordSender.MaxRecords) : RecordSender.MaxRecords;

    /// <summary>Waits until so many orders are due.</summary>
    public async Task WaitAsync(int done, CancellationToken cancellationToken)
    {
        if (perSecond <= 0)
            return;
        var early = TimeSpan.FromSeconds(done / perSecond) - time.GetElapsedTime(_start);
        if (early > TimeSpan.Zero)
            await Task.Delay(early, time, cancellationToken);
    }
}
