using System.Globalization;
using DuckDB.NET.Data;
using RetailBus.Contracts.Rows;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The rows of one batch's staged files, read by the instance that may read files.</summary>
internal sealed class StagedRows(DuckDBConnection stager, MergeSql sql, StagedBatch batch, int load, Action<long> advance)
{
    private static readonly int KeyColumn = OrderLine.Columns.Select(c => c.Name).ToList().IndexOf(OrderLine.RowKey);

    public enum Part
    {
        All,

        /// <summary>Keys that stand in the stager's table <c>suspect</c>.</summary>
        Suspected,

        Unsuspected,
    }

    /// <summary>The batch's number in its group, from 0.</summary>
    public int Load => load;

    private string Files => $"[{string.Join(", ", batch.Locations.Select(SqlText.Literal))}]";

    private bool IsEmpty => batch.Locations.Count == 0;

    /// <summary>Appends rows to the temporary table <c>incoming</c>: canonical columns, version and the batch's number.</summary>
    /// <returns>Rows read.</returns>
    public long CopyToIncoming(DuckDBConnection writer, Action<ReadOnlySpan<UInt128>> seeKeys, Part part = Part.All) =>
        CopyTo(writer, "temp", "incoming", $", {load}::integer", part, seeKeys);

    /// <summary>Appends the unsuspected rows to the current ones.</summary>
    /// <returns>Rows read.</returns>
    public long CopyToCurrent(DuckDBConnection writer) => CopyTo(writer, null, "order_lines", "", Part.Unsuspected, static _ => { });

    /// <summary>Appends all rows to the history, because another batch stands for the slot already.</summary>
    /// <returns>Rows read.</returns>
    public long CopyToHistory(DuckDBConnection writer, Guid retiredBy, DateTime at) => CopyTo(
        writer, null, "order_line_history", $", 'superseded', uuid '{retiredBy}', make_timestamp({(at - DateTime.UnixEpoch).Ticks / 10})",
        Part.All, static _ => { });

    private long CopyTo(
        DuckDBConnection writer, string? catalog, string table, string further, Part part, Action<ReadOnlySpan<UInt128>> seeKeys)
    {
        var query = sql.ReadStaged
            .Replace("{{sequencer}}", SqlText.Literal(batch.Manifest.Source.Sequencer), StringComparison.Ordinal)
            .Replace("{{attempt}}", batch.Manifest.Attempt.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{further}}", further, StringComparison.Ordinal)
            .Replace("{{files}}", Files, StringComparison.Ordinal)
            .Replace("{{part}}", part switch
            {
                Part.Suspected => $"where {OrderLine.RowKey} in (from suspect)",
                Part.Unsuspected => $"where {OrderLine.RowKey} not in (from suspect)",
                _ => "",
            }, StringComparison.Ordinal);
        return IsEmpty ? 0 : Read(() => RowCopy.ToTable(stager, query, writer, catalog, table, KeyColumn, Advancing(seeKeys)));
    }

    public void ReadKeys(Action<ReadOnlySpan<UInt128>> seeKeys)
    {
        if (!IsEmpty)
            Read(() => RowCopy.ReadKeys(stager, $"select {OrderLine.RowKey}::uuid from read_parquet({Files})", Advancing(seeKeys)));
    }

    /// <summary>Rows that share their key with another one; keys that are compared in a merge are checked there.</summary>
    public long CountRepeated() => IsEmpty ? 0 : stager.Scalar<long>(
        $"select coalesce(sum(n), 0)::bigint from (select count(*) as n from read_parquet({Files}) "
        + $"group by {OrderLine.RowKey} having n > 1)");

    /// <summary>Rows say themselves whose they are; a file of another batch under this one's manifest must not pass.</summary>
    public long CountForeign() => IsEmpty ? 0 : stager.Scalar<long>(
        $"select count(*) from read_parquet({Files}) where {OrderLine.BatchId} <> $batch or {OrderLine.Dataset} <> $dataset "
        + $"or {OrderLine.LandedAt} <> $landed",
        ("batch", batch.BatchId),
        ("dataset", batch.Manifest.Dataset),
        ("landed", batch.Manifest.Source.LandedAt.UtcDateTime));

    private Action<ReadOnlySpan<UInt128>> Advancing(Action<ReadOnlySpan<UInt128>> seeKeys) => keys =>
    {
        seeKeys(keys);
        advance(keys.Length);
    };

    private long Read(Func<long> read)
    {
        try
        {
            return read();
        }
        catch (RowCopyException e) when (e.IsRows)
        {
            throw LoadRejections.Unreadable(batch.Manifest, e);
        }
    }
}
