using RetailBus.Contracts.Retaining;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>A sweep at work: its record, saved with each step as long as the turn is its own. A dry run keeps neither.</summary>
internal sealed class SweepWork(RetentionStore store, TimeProvider time, RetentionRecord record, SweepLease? lease)
{
    public RetentionRecord Record { get; private set; } = record;

    /// <exception cref="SweepUnderWayException">The turn was lost.</exception>
    public async Task SaveAsync(RetentionRecord record, CancellationToken cancellationToken)
    {
        Record = record with { UpdatedAt = time.GetUtcNow() };
        if (lease is null)
            return;
        await lease.KeepAsync(Record.SweepId, cancellationToken);
        await store.SaveAsync(Record, cancellationToken);
    }

    /// <summary>A step takes its time.</summary>
    /// <exception cref="SweepUnderWayException">The turn was lost.</exception>
    public Task BeatAsync(CancellationToken cancellationToken) => lease?.BeatAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>The record first: a turn that names a sweep which has ended does no harm.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await SaveAsync(Record with { EndedAt = time.GetUtcNow() }, cancellationToken);
        if (lease is not null)
            await lease.KeepAsync(unfinished: null, cancellationToken);
    }

    public Task SaveAsync(int at, RetentionEntry entry, CancellationToken cancellationToken)
    {
        IReadOnlyList<RetentionEntry> entries = [.. Record.Entries.Select((old, place) => place == at ? entry : old)];
        return SaveAsync(Record with { Problem = null, Entries = entries }, cancellationToken);
    }
}
