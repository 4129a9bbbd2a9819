using System.Globalization;
using DuckDB.NET.Data;
using RetailBus.Contracts.Rows;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The rows of one batch's staged files.</summary>
internal sealed class StagedRows(DuckDBConnection writer, MergeSql sql, StagedBatch batch, int load, Action<long> advance)
{
    public enum Part
    {
        All,

        /// <summary>Keys that stand in the table <c>suspect</c>.</summary>
        Suspected,

        Unsuspected,
    }

    /// <summary>The batch's number in its group, from 0.</summary>
    public int Load => load;

    /// <summary>Rows, as the manifest says.</summary>
    public long Accepted => batch.Manifest.Rows.Accepted;

    private string Files => $"[{string.Join(", ", batch.Locations.Select(SqlText.Literal))}]";

    private bool IsEmpty => batch.Locations.Count == 0;

    /// <summary>Appends rows to the temporary table <c>incoming</c>: canonical columns, version and the batch's number.</summary>
    /// <returns>Rows read.</returns>
    public long CopyToIncoming(Part part = Part.All) => CopyTo("incoming", $", {load}::integer", part);

    /// <summary>Appends rows to the current ones: all, or those that are not suspected.</summary>
    /// <returns>Rows read.</returns>
    public long CopyToCurrent(bool hasSuspects) => CopyTo("order_lines", "", hasSuspects ? Part.Unsuspected : Part.All);

    /// <summary>Appends all rows to the history, because another batch stands for the slot already.</summary>
    /// <returns>Rows read.</returns>
    public long CopyToHistory(Guid retiredBy, DateTime at) => CopyTo(
        "order_line_history", $", 'superseded', uuid '{retiredBy}', make_timestamp({(at - DateTime.UnixEpoch).Ticks / 10})", Part.All);

    public void ReadKeys(KeyReader.SeeKeys see)
    {
        if (!IsEmpty)
            Read(() => KeyReader.Read(writer, $"select {OrderLine.RowKey}::uuid from read_parquet({Files})", Advancing(see)));
    }

    /// <summary>Rows that share their key with another one; keys that are compared in a merge are checked there.</summary>
    public long CountRepeated() => IsEmpty ? 0 : writer.Scalar<long>(
        $"select coalesce(sum(n), 0)::bigint from (select count(*) as n from read_parquet({Files}) "
        + $"group by {OrderLine.RowKey} having n > 1)");

    /// <summary>Rows say themselves whose they are; a file of another batch under this one's manifest must not pass.</summary>
    public long CountForeign() => IsEmpty ? 0 : writer.Scalar<long>(
        $"select count(*) from read_parquet({Files}) where {OrderLine.BatchId} <> $batch or {OrderLine.Dataset} <> $dataset "
        + $"or {OrderLine.LandedAt} <> $landed",
        ("batch", batch.BatchId),
        ("dataset", batch.Manifest.Dataset),
        ("landed", batch.Manifest.Source.LandedAt.UtcDateTime));

    /// <summary>One file after the other: each moves the stage on, and rolls into the fact table on all processors.</summary>
    private long CopyTo(string table, string further, Part part)
    {
        var statement = sql.CopyStaged
            .Replace("{{table}}", table, StringComparison.Ordinal)
            .Replace("{{attempt}}", batch.Manifest.Attempt.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{further}}", further, StringComparison.Ordinal)
            .Replace("{{part}}", part switch
            {
                Part.Suspected => $"where {OrderLine.RowKey} in (from suspect)",
                Part.Unsuspected => $"where {OrderLine.RowKey} not in (from suspect)",
                _ => "",
            }, StringComparison.Ordinal);
        var rows = 0L;
        foreach (var file in batch.Locations)
        {
            var copy = statement
                .Replace("{{file}}", SqlText.Literal(file), StringComparison.Ordinal)
                .Replace("{{sequencer}}", SqlText.Literal(batch.Manifest.Source.Sequencer), StringComparison.Ordinal);
            var copied = Read(() => writer.Execute(copy));
            advance(copied + 1);
            rows += copied;
        }

        return rows;
    }

    private KeyReader.SeeKeys Advancing(KeyReader.SeeKeys see) => keys =>
    {
        see(keys);
        advance(keys.Length);
    };

    private long Read(Func<long> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (EngineFault.IsOfRows(e))
        {
            throw LoadRejections.Unreadable(batch.Manifest, EngineFault.KindOf(e), e);
        }
    }
}
