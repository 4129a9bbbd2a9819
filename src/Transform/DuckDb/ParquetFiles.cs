using System.Globalization;

namespace RetailBus.Transform.DuckDb;

/// <summary>Parquet written by DuckDB to local files, and what their own footers say.</summary>
internal sealed class ParquetFiles(DuckDbSession session, DuckDbOptions options)
{
    /// <summary>Below this many bytes of input there is only one file; a folder of files costs a small batch time.</summary>
    private const long OneFile = 256L << 20;

    /// <summary>Writes a query's rows; none, and no file, when there are no rows.</summary>
    /// <param name="select">The query.</param>
    /// <param name="path">Without extension.</param>
    /// <param name="inputBytes">How much the query reads, for the number of files.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public IReadOnlyList<LocalParquet> Write(string select, string path, long inputBytes, CancellationToken cancellationToken)
    {
        if (inputBytes < OneFile)
        {
            session.Execute($"COPY ({select}) TO {Sql.Literal(path + ".parquet")} (FORMAT parquet, COMPRESSION snappy)", cancellationToken);
            return Footers(path + ".parquet", cancellationToken);
        }

        var bytes = ((long)options.FileSizeMiB << 20).ToString(CultureInfo.InvariantCulture);
        session.Execute(
            $"COPY ({select}) TO {Sql.Literal(path)} (FORMAT parquet, COMPRESSION snappy, FILE_SIZE_BYTES {bytes})",
            cancellationToken);
        return Footers(Path.Combine(path, "*.parquet"), cancellationToken);
    }

    private IReadOnlyList<LocalParquet> Footers(string pattern, CancellationToken cancellationToken) =>
    [
        .. session.Query(
            $"SELECT file_name, num_rows FROM parquet_file_metadata({Sql.Literal(pattern)}) ORDER BY file_name",
            row => new LocalParquet(row.GetString(0), row.GetInt64(1)),
            cancellationToken).Where(file => file.Rows > 0),
    ];
}
