using System.Text;
using System.Text.Json;
using RetailBus.Contracts.Rows;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Hosting;
using RetailBus.Transform.Quarantine;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Locating;

/// <summary>
/// Finds a row's lines in the landed file on demand: the object is staged again and numbered, and the keys are the engine's own. Costs
/// about as much as a transform of the file.
/// </summary>
internal sealed class LineFinder(
    ContractCatalog contracts, ManifestStore manifests, LandedFiles files, EarlierLinesReader earlier, DuckDbSessions sessions,
    WorkFolder folder)
{
    /// <param name="batchId">The batch.</param>
    /// <param name="rowKeys">The rows' keys as the warehouse has them: as many cost as much as one.</param>
    /// <param name="dataset">Null when not known; then each is looked in.</param>
    /// <param name="attempt">Null for the newest.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Null when there is no such batch.</returns>
    /// <exception cref="BatchRejectedException">The landed version is gone or can't be read.</exception>
    public async Task<LandedLines?> FindAsync(
        Guid batchId, IReadOnlyCollection<Guid> rowKeys, string? dataset, int? attempt, CancellationToken cancellationToken)
    {
        foreach (var contract in contracts.All.Where(contract => dataset is null || contract.Name == dataset))
        {
            var number = attempt ?? await manifests.LatestAttemptAsync(contract.Name, batchId, cancellationToken);
            if (number is { } stood
                && await manifests.FindAsync(contract.Name, batchId, stood, cancellationToken) is { Manifest: var manifest })
            {
                var work = new TransformWork(batchId, stood, Guid.NewGuid(), contract, manifest.Source);
                return new LandedLines
                {
                    BatchId = batchId,
                    Dataset = contract.Name,
                    File = $"s3://{manifest.Source.Bucket}/{manifest.Source.Key}",
                    ContractVersion = manifest.ContractVersion,
                    FoundWith = contract.Version,
                    Lines = await FindAsync(work, rowKeys, cancellationToken),
                };
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<LandedLine>> FindAsync(
        TransformWork work, IReadOnlyCollection<Guid> rowKeys, CancellationToken cancellationToken)
    {
        using var space = folder.Open();
        var staged = await files.StageAsync(work.Source, work.Contract, space.File("staged.csv"), cancellationToken);
        var before = await earlier.ReadAsync(work, space, cancellationToken);
        var numbered = space.File("numbered.csv");
        await NumberedFile.WriteAsync(staged, numbered, long.MaxValue, cancellationToken);

        using var session = sessions.Rent();
        var flagged = new FlaggedRows(session, work, staged.Layout, numbered);
        flagged.Find(cancellationToken);
        new RepeatedRows(session, work, flagged, before).SortOut(cancellationToken);
        using var text = File.OpenHandle(staged.Path);
        return session.Query(
            Lines(flagged, staged.Layout, rowKeys),
            row => new LandedLine
            {
                Line = row.GetInt64(0),
                Raw = Raw(text, row.GetInt64(1), (int)row.GetInt64(2)),
                Occurrence = row.GetInt64(3),
                Fate = row.GetString(4),
                RowKey = row.GetGuid(6),
                Reasons = row.IsDBNull(5) ? []
                    : JsonSerializer.Deserialize<List<QuarantineReason>>(row.GetString(5), JsonSerializerOptions.Web)!,
            },
            cancellationToken);
    }

    /// <summary>Rows whose values can't be told have no key. Quarantined rows have one when their key's columns can be read.</summary>
    private static string Lines(FlaggedRows flagged, FileLayout layout, IEnumerable<Guid> rowKeys) =>
        $"""
        SELECT line, begins, bytes, occurrence,
            CASE WHEN reasons IS NOT NULL THEN 'quarantined' WHEN fate = 'duplicate' THEN 'duplicate' ELSE 'accepted' END, reasons,
            {flagged.Sql.RowKey("occurrence")} AS row_key
        FROM (
            SELECT typed.*, coalesce({RepeatedRows.Table}.occurrence, 1) AS occurrence, fate, {FlaggedRows.Table}.reasons AS reasons,
                coalesce(is_header, false) AS is_header
            FROM {flagged.Typed}
            LEFT JOIN {RepeatedRows.Table} ON typed.ordinal = {RepeatedRows.Table}.ordinal
            LEFT JOIN {FlaggedRows.Table} ON typed.ordinal = {FlaggedRows.Table}.ordinal)
        WHERE NOT is_header AND broken = 0 AND fields = {layout.Columns.Count}
            AND row_key IN ({string.Join(", ", rowKeys.Select(Sql.Literal))})
        ORDER BY line, ordinal
        """;

    private static string Raw(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, int bytes)
    {
        var buffer = new byte[bytes];
        var read = 0;
        while (read < bytes && RandomAccess.Read(file, buffer.AsSpan(read), offset + read) is > 0 and var count)
            read += count;
        return Encoding.UTF8.GetString(buffer.AsSpan(0, read));
    }
}
