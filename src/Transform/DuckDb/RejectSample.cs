using System.Text.Json;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Rows;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.DuckDb;

/// <summary>Gives a file up when more than half of its first rows are bad: it is then hardly the file that it claims to be.</summary>
internal static class RejectSample
{
    /// <summary>Records looked at.</summary>
    public const long Size = 10_000;

    private const int Examples = 3;

    /// <param name="session">Has the table of flagged rows.</param>
    /// <param name="work">What is transformed.</param>
    /// <param name="records">Records in the sample, at most <see cref="Size"/>.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="BatchRejectedException">More than half are bad: <see cref="FailureCodes.TooManyRejects"/>, with examples.</exception>
    public static void Check(DuckDbSession session, TransformWork work, long records, CancellationToken cancellationToken)
    {
        var flagged = $"FROM {FlaggedRows.Table} WHERE ordinal < {Size}";
        var (headers, bad) = session.Query(
            $"SELECT count(*) FILTER (is_header), count(*) FILTER (NOT is_header) {flagged}",
            row => (row.GetInt64(0), row.GetInt64(1)),
            cancellationToken)[0];
        var rows = records - headers;
        if (bad * 2 <= rows)
            return;

        var examples = session.Query(
            $"SELECT line, reasons {flagged} AND NOT is_header ORDER BY ordinal LIMIT {Examples}",
            row => Example(row.GetInt64(0), row.GetString(1)),
            cancellationToken);
        var sample = rows == 1 ? "The file's only row breaks" : $"{bad} of the first {rows} rows break";
        throw new BatchRejectedException(
            FailureCodes.TooManyRejects,
            $"{sample} the rules of {work.Contract.Name}, so the file was not taken. {string.Join(" ", examples)} "
            + $"Check that this is a file of {work.Contract.Name}, correct it and land it again.");
    }

    private static string Example(long line, string reasons)
    {
        var first = JsonSerializer.Deserialize<List<QuarantineReason>>(reasons, JsonSerializerOptions.Web)!.FirstOrDefault();
        return $"Line {line}: {first?.Message ?? "the row can't be taken"}.";
    }
}
