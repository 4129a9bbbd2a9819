using RetailBus.Contracts.Retaining;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>
/// Removes what landed longer ago than its contract keeps it. What is to be removed stands in the record before it is, and counts when it
/// is gone; so a sweep that was broken off anywhere goes on where it was, by whichever node comes to it, and counts nothing twice.
/// </summary>
internal sealed partial class RetentionSweep(
    TransformClient datasets,
    WarehouseClient warehouse,
    RawExpiry raw,
    OutputExpiry outputs,
    ObjectRemoval removal,
    RetentionStore store,
    TimeProvider time,
    ILogger<RetentionSweep> logger)
{
    /// <param name="dataset">Null for all.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Breaks the sweep off; it goes on when the schedule is due, or another one is asked for.</param>
    /// <exception cref="SweepUnderWayException">Another one is at work.</exception>
    /// <exception cref="HttpRequestException">The contracts can't be asked for.</exception>
    /// <exception cref="UnfinishedSweepException">Some zones could not be done.</exception>
    public async Task<RetentionRecord> SweepAsync(string? dataset, string actor, string reason, CancellationToken cancellationToken)
    {
        var lease = await SweepLease.TakeAsync(store, time, await store.ReadTurnAsync(cancellationToken), cancellationToken);
        var swept = await SweepAsync(
            lease, dueAt: null, async () => await BeginAsync(dataset, actor, reason, cancellationToken), cancellationToken);
        return Finished(swept!);
    }

    /// <summary>What a sweep would remove now.</summary>
    /// <exception cref="HttpRequestException">The contracts can't be asked for.</exception>
    /// <exception cref="UnfinishedSweepException">Some zones could not be looked at.</exception>
    public async Task<RetentionRecord> LookAsync(string? dataset, string actor, string reason, CancellationToken cancellationToken)
    {
        var record = await BeginAsync(dataset, actor, reason, cancellationToken) with { DryRun = true };
        return Finished(await RunAsync(new SweepWork(store, time, record, lease: null), cancellationToken));
    }

    /// <summary>Sweeps when it is time, or when a sweep was broken off; else does nothing.</summary>
    /// <exception cref="SweepUnderWayException">Another node was a little faster.</exception>
    public async Task SweepIfDueAsync(TimeSpan interval, string actor, string reason, CancellationToken cancellationToken)
    {
        var found = await store.ReadTurnAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (found.Turn is { } turn && (turn.Until > now || (turn.DueAt > now && turn.Unfinished is null)))
            return;
        var isDue = found.Turn is null || found.Turn.DueAt <= now;
        var lease = await SweepLease.TakeAsync(store, time, found, cancellationToken);
        await SweepAsync(
            lease,
            isDue ? now + interval : null,
            async () => isDue ? await BeginAsync(dataset: null, actor, reason, cancellationToken) : null,
            cancellationToken);
    }

    private static RetentionRecord Finished(RetentionRecord record) =>
        record.Problem is null ? record : throw new UnfinishedSweepException(record);

    /// <summary>
    /// The sweep that was broken off first; then the one that is wanted now, in any case. What the first could not do again is left to
    /// those that come after it.
    /// </summary>
    /// <param name="lease">The turn; given back in any case.</param>
    /// <param name="dueAt">When the next scheduled sweep is due if this one comes to its end; null for as before.</param>
    /// <param name="begin">Makes the record of the sweep that is wanted; null for none.</param>
    /// <param name="cancellationToken">Breaks the sweep off.</param>
    private async Task<RetentionRecord?> SweepAsync(
        SweepLease lease, DateTimeOffset? dueAt, Func<Task<RetentionRecord?>> begin, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = null;
        try
        {
            SweepWork? broken = null;
            if (lease.Turn.Unfinished is { } unfinished
                && await store.FindAsync(unfinished, cancellationToken) is { EndedAt: null } record)
            {
                LogContinued(record.SweepId);
                broken = new SweepWork(store, time, record, lease);
                await RunAsync(broken, cancellationToken);
            }

            if (broken is not { Record.EndedAt: null })
                await lease.KeepAsync(unfinished: null, cancellationToken);
            var last = broken?.Record;
            if (await begin() is { } wanted)
            {
                if (broken is { Record.EndedAt: null })
                    await broken.EndAsync(cancellationToken);
                last = await RunAsync(new SweepWork(store, time, wanted, lease), cancellationToken);
            }

            next = dueAt;
            return last;
        }
        finally
        {
            await lease.EndAsync(next, CancellationToken.None);
        }
    }

    private async Task<RetentionRecord> BeginAsync(string? dataset, string actor, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var agreements = await datasets.DatasetsAsync(cancellationToken);
        return new RetentionRecord
        {
            SweepId = Guid.CreateVersion7(now),
            Actor = actor,
            Reason = reason,
            StartedAt = now,
            UpdatedAt = now,
            Entries =
            [
                .. from agreement in agreements
                   where dataset is null || agreement.Name == dataset
                   from zone in RetentionZones.All.Reverse() // what was made of a file goes before the file
                   let rule = RetentionRule.Of(zone, agreement.Retention)
                   where rule is not null
                   select new RetentionEntry { Dataset = agreement.Name, Zone = zone, CutOff = rule.Before(now) },
            ],
        };
    }

    /// <summary>All zones, also those after one that can't be done; that one is tried again when the sweep goes on.</summary>
    private async Task<RetentionRecord> RunAsync(SweepWork work, CancellationToken cancellationToken)
    {
        if (work.Record.Entries.Count > 0)
            await work.SaveAsync(work.Record, cancellationToken);
        for (var at = 0; at < work.Record.Entries.Count; at++)
        {
            var entry = work.Record.Entries[at];
            if (entry.IsDone)
                continue;
            try
            {
                if (entry.Zone is RetentionZones.Warehouse or RetentionZones.History)
                    await ExpireRowsAsync(work, at, cancellationToken);
                else
                    await ExpireObjectsAsync(work, at, cancellationToken);
            }
            catch (Exception e) when (e is not SweepUnderWayException && !cancellationToken.IsCancellationRequested)
            {
                LogBroken(work.Record.SweepId, entry.Dataset, entry.Zone, e);
                var problem = $"{e.GetType().Name}; the orchestrator's log has the details.";
                await work.SaveAsync(at, work.Record.Entries[at] with { Problem = problem }, cancellationToken);
            }

            entry = work.Record.Entries[at];
            LogZone(entry.Dataset, entry.Zone, entry.CutOff, entry.Objects, entry.Bytes, entry.Rows, entry.Kept, work.Record.DryRun);
        }

        var left = work.Record.Entries.Count(entry => !entry.IsDone);
        if (left > 0)
        {
            var problem = $"{left} of {work.Record.Entries.Count} zones are not done.";
            await work.SaveAsync(work.Record with { Problem = problem }, cancellationToken);
        }
        else if (work.Record.Entries.Count > 0)
        {
            await work.EndAsync(cancellationToken);
        }

        return work.Record;
    }

    private async Task ExpireRowsAsync(SweepWork work, int at, CancellationToken cancellationToken)
    {
        var entry = work.Record.Entries[at];
        var rows = await warehouse.ExpireAsync(work.Record, entry, cancellationToken);
        await work.SaveAsync(at, entry with { Rows = rows, Problem = null, IsDone = true }, cancellationToken);
    }

    private async Task ExpireObjectsAsync(SweepWork work, int at, CancellationToken cancellationToken)
    {
        var refused = new HashSet<string>(StringComparer.Ordinal);
        await RemoveAsync(work, at, refused, cancellationToken); // what was about to go when the sweep was broken off
        var list = new ExpiryList(work.Record.Entries[at], work.BeatAsync);
        var found = list.Entry.Zone == RetentionZones.Raw
            ? raw.FindAsync(list, cancellationToken)
            : outputs.FindAsync(list, cancellationToken);
        await foreach (var part in found)
        {
            if (work.Record.DryRun)
            {
                await work.SaveAsync(at, Counted(work.Record.Entries[at], part), cancellationToken);
                continue;
            }

            await work.SaveAsync(at, work.Record.Entries[at] with { Pending = part }, cancellationToken);
            await RemoveAsync(work, at, refused, cancellationToken);
            LogPart(list.Entry.Dataset, list.Entry.Zone, work.Record.Entries[at].Objects);
        }

        var problem = refused.Count == 0 ? null : $"{refused.Count} objects could not be removed, for one {refused.First()}.";
        if (problem is not null)
            LogRefused(work.Record.SweepId, list.Entry.Dataset, list.Entry.Zone, problem);
        var entry = work.Record.Entries[at] with { Kept = list.Kept, Problem = problem, IsDone = problem is null };
        await work.SaveAsync(at, entry, cancellationToken);
    }

    private async Task RemoveAsync(SweepWork work, int at, HashSet<string> refused, CancellationToken cancellationToken)
    {
        var entry = work.Record.Entries[at];
        if (entry.Pending.Count == 0)
            return;
        var removed = await removal.RemoveAsync(entry.Pending, cancellationToken);
        refused.UnionWith(removed.Refused);
        await work.SaveAsync(at, Counted(entry, removed.Gone) with { Pending = [] }, cancellationToken);
    }

    private static RetentionEntry Counted(RetentionEntry entry, IReadOnlyList<ExpiringObject> objects) =>
        entry with { Objects = entry.Objects + objects.Count, Bytes = entry.Bytes + objects.Sum(removed => removed.Bytes) };

    [LoggerMessage(1, LogLevel.Information, "Retention sweep {SweepId}, which was broken off, goes on")]
    private partial void LogContinued(Guid sweepId);

    [LoggerMessage(2, LogLevel.Information,
        "Retention of {Dataset}, {Zone}: of what landed before {CutOff:u} removed {Objects} objects ({Bytes} bytes) and {Rows} rows, kept "
        + "{Kept} objects that are needed still (dry run: {DryRun})")]
    private partial void LogZone(
        string dataset, string zone, DateTimeOffset cutOff, long objects, long bytes, long rows, long kept, bool dryRun);

    [LoggerMessage(3, LogLevel.Debug, "Retention of {Dataset}, {Zone}: {Objects} objects removed so far")]
    private partial void LogPart(string dataset, string zone, long objects);

    [LoggerMessage(4, LogLevel.Error, "Retention sweep {SweepId} was broken off at {Dataset}, {Zone}, which the next sweep tries again")]
    private partial void LogBroken(Guid sweepId, string dataset, string zone, Exception fault);

    [LoggerMessage(5, LogLevel.Error, "Retention sweep {SweepId}, {Dataset}, {Zone}: {Problem}")]
    private partial void LogRefused(Guid sweepId, string dataset, string zone, string problem);
}
