using DuckDB.NET.Data;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Rows;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>One transaction: copies a group's rows, merges them by version, checks every count, writes the load history.</summary>
/// <remarks>The caller begins the transaction, and commits it only when <see cref="Run"/> returns.</remarks>
internal sealed class GroupLoad(
    DuckDBConnection writer,
    MergeSql sql,
    LoadLimits limits,
    KeyFilter filter,
    TimeProvider time,
    LoadSteps steps,
    Action<long> advance)
{
    private readonly DateTime _at = time.GetUtcNow().UtcDateTime;

    /// <param name="group">Loads of which no two are of one slot.</param>
    /// <returns>The batches' counts, in the group's order.</returns>
    /// <exception cref="BatchRejectedException">A batch broke its manifest's promise, or rows went missing on the way.</exception>
    public IReadOnlyList<LoadCounts> Run(IReadOnlyList<StagedBatch> group)
    {
        var counts = new GroupCounts(group.Count);
        var (before, slots) = In("check", "SELECT", _ => (Rows(), SlotLoads.Find(writer, sql, group)));
        var suspects = In("copy", "COPY", step => Copy(group, counts, slots, step));
        In("merge", "MERGE", step => Merge(group, counts, suspects, step));
        return In("record", "INSERT", _ => Record(group, counts, slots, before));
    }

    private IReadOnlyList<LoadCounts> Record(IReadOnlyList<StagedBatch> group, GroupCounts counts, SlotLoads slots, long before)
    {
        var retraction = new Retraction(writer, sql);
        if (slots.Retires)
            retraction.Find(counts.Retracted);
        for (var i = 0; i < group.Count; i++)
            Record(group[i], counts.Of(i));
        if (counts.Retracted.Sum() is > 0 and var retracted)
            retraction.Apply(retracted, _at);
        Check(group, counts, before, Rows());
        return [.. Enumerable.Range(0, group.Count).Select(counts.Of)];
    }

    private T In<T>(string name, string operation, Func<LoadSteps.Step, T> work)
    {
        using var step = steps.Begin(name, operation);
        try
        {
            return work(step);
        }
        catch (Exception fault)
        {
            step.Fail(fault);
            throw;
        }
    }

    private SuspectKeys Copy(IReadOnlyList<StagedBatch> group, GroupCounts counts, SlotLoads slots, LoadSteps.Step step)
    {
        writer.Execute(sql.Incoming);
        var staged = group.Select((batch, load) => new StagedRows(writer, sql, batch, load, advance)).ToList();
        var active = staged.Where(rows => slots.RetiredBy(rows.Load) is null).ToList();
        var suspects = new SuspectKeys(filter, limits.SuspectKeys);
        if (active.Sum(rows => rows.Accepted) >= limits.DirectRows)
            CopyLarge(active, counts, suspects);
        else
            CopySmall(active, counts, suspects);
        foreach (var rows in staged)
        {
            if (slots.RetiredBy(rows.Load) is { } retiredBy)
                CopyLate(group[rows.Load], rows, retiredBy, counts);
        }

        for (var i = 0; i < group.Count; i++)
        {
            if (counts.Read[i] != group[i].Manifest.Rows.Accepted)
                throw LoadRejections.RowsRead(group[i].Manifest, counts.Read[i]);
            if (staged[i].CountForeign() is > 0 and var foreign)
                throw LoadRejections.ForeignRows(group[i].Manifest, foreign);
        }

        step.Count(counts.Read.Sum());
        return suspects;
    }

    private void CopySmall(List<StagedRows> staged, GroupCounts counts, SuspectKeys suspects)
    {
        staged.ForEach(rows => counts.Read[rows.Load] = rows.CopyToIncoming());
        KeyReader.Read(writer, $"select {OrderLine.RowKey} from incoming", suspects.See);
        suspects.Store(writer);
    }

    /// <summary>
    /// Rows of keys that the warehouse can't have go straight to it, past the temporary table: half the work, and memory that does not
    /// grow with the file. The keys are read first to know which.
    /// </summary>
    private void CopyLarge(List<StagedRows> staged, GroupCounts counts, SuspectKeys suspects)
    {
        filter.Reserve(staged.Sum(rows => rows.Accepted));
        staged.ForEach(rows => rows.ReadKeys(suspects.See));
        if (suspects.IsAll)
        {
            staged.ForEach(rows => counts.Read[rows.Load] = rows.CopyToIncoming());
            suspects.Store(writer);
            return;
        }

        suspects.Store(writer);
        foreach (var rows in staged)
        {
            var before = CurrentRows();
            var direct = rows.CopyToCurrent(suspects.Any);
            var suspected = suspects.Any ? rows.CopyToIncoming(StagedRows.Part.Suspected) : 0;
            counts.Read[rows.Load] = direct + suspected;
            counts.Inserted[rows.Load] = CurrentRows() - before;
        }
    }

    /// <summary>A newer content stands for the slot already: no row of this one becomes current.</summary>
    private void CopyLate(StagedBatch batch, StagedRows rows, Guid retiredBy, GroupCounts counts)
    {
        var before = HistoryRows();
        counts.Read[rows.Load] = rows.CopyToHistory(retiredBy, _at);
        counts.Superseded[rows.Load] = HistoryRows() - before;
        if (rows.CountRepeated() is > 0 and var repeated)
            throw LoadRejections.RepeatedKeys(batch.Manifest, repeated);
    }

    private long CurrentRows() => writer.Scalar<long>("select count(*) from order_lines");

    private long HistoryRows() => writer.Scalar<long>("select count(*) from order_line_history");

    /// <returns>The rows merged.</returns>
    private long Merge(IReadOnlyList<StagedBatch> group, GroupCounts counts, SuspectKeys suspects, LoadSteps.Step step)
    {
        var rows = counts.Read.Sum();
        step.Count(rows);
        if (!suspects.Any)
        {
            Count(counts.Inserted, "select load_no, count(*) from incoming group by load_no");
            writer.Execute(sql.InsertAll);
            return rows;
        }

        Step(sql.Contested);
        Count(new long[group.Count], "select load_no, count(*) from contender where is_ambiguous and load_no is not null group by load_no",
            (load, rows) => throw LoadRejections.RepeatedKeys(group[load].Manifest, rows));
        Count(counts.Inserted, "select load_no, count(*) from incoming i anti join contested c on i.row_key = c.row_key group by load_no");
        Count(counts.Inserted, CountContenders("not comes_late and is_first"));
        Count(counts.Updated, CountContenders("not comes_late and not is_first and not repeats_earlier"));
        Count(counts.Unchanged, CountContenders("not comes_late and not is_first and repeats_earlier"));
        Count(counts.Superseded, CountContenders("comes_late"));
        Step(sql.ToHistory, ("at", _at));
        Step(sql.RemoveReplaced);
        Step(sql.InsertLatest);
        writer.Execute(sql.InsertUncontested);
        return rows;
    }

    private void Step(string statement, params (string Name, object? Value)[] parameters)
    {
        writer.Execute(statement, parameters);
        advance(1);
    }

    private static string CountContenders(string condition) =>
        $"select load_no, count(*) from contender where load_no is not null and {condition} group by load_no";

    private void Count(long[] terms, string query, Action<int, long>? found = null)
    {
        using var command = writer.Command(query);
        using var reader = command.ExecuteReader();
        advance(1);
        while (reader.Read())
        {
            var load = reader.GetInt32(0);
            terms[load] += reader.GetInt64(1);
            found?.Invoke(load, terms[load]);
        }
    }

    private static void Check(IReadOnlyList<StagedBatch> group, GroupCounts counts, long before, long after)
    {
        for (var i = 0; i < group.Count; i++)
        {
            if (counts.Of(i).Total != group[i].Manifest.Rows.Accepted)
                throw LoadRejections.Unbalanced(group[i].Manifest, counts.Of(i));
        }

        var accepted = group.Sum(batch => batch.Manifest.Rows.Accepted);
        if (after - before != accepted)
            throw LoadRejections.LostRows(accepted, after - before);
    }

    private long Rows() => CurrentRows() + HistoryRows();

    private void Record(StagedBatch batch, LoadCounts counts)
    {
        var manifest = batch.Manifest;
        writer.Execute(
            sql.InsertLoad,
            ("batch_id", manifest.BatchId),
            ("attempt", batch.Attempt),
            ("dataset", manifest.Dataset),
            ("slot_bucket", manifest.Source.Bucket),
            ("slot_key", manifest.Source.Key),
            ("landed_at", manifest.Source.LandedAt.UtcDateTime),
            ("sequencer", manifest.Source.Sequencer),
            ("contract_version", manifest.ContractVersion),
            ("on_reland", manifest.OnReland),
            ("fingerprint", manifest.Fingerprint),
            ("manifest_bucket", batch.Reference.Bucket),
            ("manifest_key", batch.Reference.Key),
            ("manifest_attempt", manifest.Attempt),
            ("accepted", manifest.Rows.Accepted),
            ("inserted", counts.Inserted),
            ("updated", counts.Updated),
            ("unchanged", counts.Unchanged),
            ("superseded", counts.Superseded),
            ("retracted", counts.Retracted),
            ("committed_at", time.GetUtcNow().UtcDateTime));
    }
}
