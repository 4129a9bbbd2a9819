using System.Globalization;
using DuckDB.NET.Data;
using RetailBus.Contracts.Rows;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The rows of one batch's staged files, read by the instance that may read files.</summary>
internal sealed class StagedRows(DuckDBConnection stager, MergeSql sql, StagedBatch batch, int load)
{
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

    /// <summary>Appends a part of the rows to a table: canonical columns and version, and for <c>incoming</c> the batch's number.</summary>
    /// <returns>Rows read.</returns>
    public long CopyTo(
        DuckDBConnection writer, string catalog, string table, int keyColumn, Action<ReadOnlySpan<UInt128>> seeKeys, Part part = Part.All)
    {
        var query = sql.ReadStaged
            .Replace("{{sequencer}}", SqlText.Literal(batch.Manifest.Source.Sequencer), StringComparison.Ordinal)
            .Replace("{{attempt}}", batch.Manifest.Attempt.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{load_no}}", catalog == "temp" ? $", {load}::integer" : "", StringComparison.Ordinal)
            .Replace("{{files}}", Files, StringComparison.Ordinal)
            .Replace("{{part}}", part switch
            {
                Part.Suspected => $"where {OrderLine.RowKey} in (from suspect)",
                Part.Unsuspected => $"where {OrderLine.RowKey} not in (from suspect)",
                _ => "",
            }, StringComparison.Ordinal);
        return IsEmpty ? 0 : Read(() => RowCopy.ToTable(stager, query, writer, catalog == "temp" ? "temp" : null, table, keyColumn, seeKeys));
    }

    public void ReadKeys(Action<ReadOnlySpan<UInt128>> seeKeys)
    {
        if (!IsEmpty)
            Read(() => RowCopy.ReadKeys(stager, $"select {OrderLine.RowKey}::uuid from read_parquet({Files})", seeKeys));
    }

    /// <summary>Rows say themselves whose they are; a file of another batch under this one's manifest must not pass.</summary>
    public long CountForeign() => IsEmpty ? 0 : stager.Scalar<long>(
        $"select count(*) from read_parquet({Files}) where {OrderLine.BatchId} <> $batch or {OrderLine.Dataset} <> $dataset "
        + $"or {OrderLine.LandedAt} <> $landed",
        ("batch", batch.BatchId),
        ("dataset", batch.Manifest.Dataset),
        ("landed", batch.Manifest.Source.LandedAt.UtcDateTime));

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
