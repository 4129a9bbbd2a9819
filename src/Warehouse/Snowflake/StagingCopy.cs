using RetailBus.Warehouse.Loading;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// Copies a group's files from the external stage into the staging table, and compares what COPY says with the manifests.
/// </summary>
/// <remarks>
/// <c>FORCE = TRUE</c>: Snowflake remembers 64 days which files a table was loaded from and skips them, so that a copy after a crash would
/// stage nothing. Rows staged before the crash do not count, because they carry another execution's id; a copy that ran twice under one id
/// (the account answers a repeated request id as before, as long as it remembers it) is told by file and row number, and counts once.
/// </remarks>
internal sealed class StagingCopy(SnowflakeStatements statements, SnowflakeSql sql)
{
    /// <summary>Files that one COPY takes by name.</summary>
    /// <remarks>Source: Snowflake, "COPY INTO table", on FILES.</remarks>
    public const int MostFiles = 1000;

    /// <returns>Rows copied.</returns>
    /// <exception cref="BadLoadException">A file has not the rows that its manifest promises, or a path that is none.</exception>
    public async Task<long> CopyAsync(IReadOnlyList<StagedBatch> group, RequestIds ids, CancellationToken cancellationToken)
    {
        var paths = group.SelectMany((batch, load) => batch.Locations.Select(location => Check(location, load))).ToList();
        var copied = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (part, chunk) in paths.Chunk(MostFiles).Index())
        {
            var statement = sql.Statement("copy_staged", ids.Group)
                .Replace("{{files}}", string.Join(", ", chunk.Select(path => $"'{path}'")), StringComparison.Ordinal);
            var result = await statements.RunAsync(ids.Of($"copy {part}"), [statement], wanted: 0, cancellationToken);
            Read(result, copied);
        }

        for (var load = 0; load < group.Count; load++)
            Compare(group[load], load, copied);
        return copied.Values.Sum();
    }

    private static string Check(string location, int load)
    {
        try
        {
            return StagedPaths.Check(location);
        }
        catch (Platform.Failures.BatchRejectedException e)
        {
            throw new BadLoadException(load, e);
        }
    }

    /// <summary>A row a file; a COPY that found nothing to do answers with a sentence in their place.</summary>
    private static void Read(SqlResult result, Dictionary<string, long> copied)
    {
        var (file, rows) = (Find(result, "file"), Find(result, "rows_loaded"));
        if (file < 0 || rows < 0)
            return;
        foreach (var row in result.Rows)
            copied[row[file] ?? ""] = SqlCells.Count(row[rows]);
    }

    private static int Find(SqlResult result, string column)
    {
        for (var i = 0; i < result.Columns.Count; i++)
        {
            if (string.Equals(result.Columns[i].Name, column, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private static void Compare(StagedBatch batch, int load, Dictionary<string, long> copied)
    {
        var rows = batch.Locations.Select(location => RowsOf(location, copied)).ToList();
        if (rows.Sum() != batch.Manifest.Rows.Accepted)
            throw new BadLoadException(load, LoadRejections.RowsRead(batch.Manifest, rows.Sum()));
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] != batch.Manifest.Files[i].Rows)
                throw new BadLoadException(load, LoadRejections.FileRows(batch.Manifest, batch.Manifest.Files[i], rows[i]));
        }
    }

    /// <summary>COPY names a file by its whole address, <c>s3://bucket/key</c>.</summary>
    private static long RowsOf(string location, Dictionary<string, long> copied)
    {
        foreach (var (file, rows) in copied)
        {
            if (file == location || file.EndsWith($"/{location}", StringComparison.Ordinal))
                return rows;
        }

        return 0;
    }
}
