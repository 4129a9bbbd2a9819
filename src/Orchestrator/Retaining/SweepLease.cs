namespace RetailBus.Orchestrator.Retaining;

/// <summary>
/// A turn that this process holds. Every change is conditional on the last one: who has lost the turn learns it at the next change.
/// </summary>
internal sealed class SweepLease(RetentionStore store, TimeProvider time, SweepTurn turn, string? etag)
{
    /// <summary>
    /// A step between two changes takes at most a thousand deletions, or one statement of the warehouse; a listing changes it by time.
    /// </summary>
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    /// <summary>How often a turn is lengthened at least while a step takes its time.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    private SweepTurn _turn = turn;
    private string? _etag = etag;

    public SweepTurn Turn => _turn;

    /// <summary>Takes the turn, of which <paramref name="found"/> is what stands there.</summary>
    /// <exception cref="SweepUnderWayException">Someone else has it.</exception>
    public static async Task<SweepLease> TakeAsync(
        RetentionStore store, TimeProvider time, (SweepTurn? Turn, string? ETag) found, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (found.Turn is { } other && other.Until > now)
            throw new SweepUnderWayException(other.Until);
        var turn = new SweepTurn
        {
            Holder = Guid.NewGuid(),
            Until = now + Length,
            DueAt = found.Turn?.DueAt ?? now,
            Unfinished = found.Turn?.Unfinished,
        };
        var lease = new SweepLease(store, time, turn, found.ETag);
        await lease.KeepAsync(turn.Unfinished, cancellationToken);
        return lease;
    }

    /// <summary>Goes on having the turn.</summary>
    /// <param name="unfinished">The sweep under way; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="SweepUnderWayException">The turn was lost to someone else.</exception>
    public Task KeepAsync(Guid? unfinished, CancellationToken cancellationToken) =>
        ChangeAsync(_turn with { Until = time.GetUtcNow() + Length, Unfinished = unfinished }, cancellationToken);

    /// <summary>Goes on having the turn with the same sweep; asks S3 once a minute only.</summary>
    /// <exception cref="SweepUnderWayException">The turn was lost to someone else.</exception>
    public Task BeatAsync(CancellationToken cancellationToken) =>
        time.GetUtcNow() + Length - _turn.Until < Beat ? Task.CompletedTask : KeepAsync(_turn.Unfinished, cancellationToken);

    /// <summary>Gives the turn back.</summary>
    /// <param name="dueAt">When the next scheduled sweep is due; null for as before.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task EndAsync(DateTimeOffset? dueAt, CancellationToken cancellationToken) =>
        ChangeAsync(_turn with { Until = time.GetUtcNow(), DueAt = dueAt ?? _turn.DueAt }, cancellationToken);

    private async Task ChangeAsync(SweepTurn turn, CancellationToken cancellationToken)
    {
        _etag = await store.TrySaveTurnAsync(turn, _etag, cancellationToken) ?? throw new SweepUnderWayException(turn.Until);
        _turn = turn;
    }
}
