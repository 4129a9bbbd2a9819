using System.Text.Json;
using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.DuckDb;

/// <summary>Reads quarantine files on this machine.</summary>
internal sealed class QuarantineRows(DuckDbSessions sessions)
{
    /// <summary>Rows in the order of their lines.</summary>
    public IReadOnlyList<QuarantinedRow> Read(IEnumerable<string> paths, long offset, int limit, CancellationToken cancellationToken)
    {
        using var session = sessions.Rent();
        return session.Query(
            $"SELECT line, raw, reasons FROM read_parquet([{string.Join(", ", paths.Select(Sql.Literal))}]) "
                + $"ORDER BY line, raw LIMIT {limit} OFFSET {offset}",
            row => new QuarantinedRow
            {
                Line = row.GetInt64(0),
                Raw = row.GetString(1),
                Reasons = JsonSerializer.Deserialize<List<QuarantineReason>>(row.GetString(2), JsonSerializerOptions.Web)!,
            },
            cancellationToken);
    }
}
