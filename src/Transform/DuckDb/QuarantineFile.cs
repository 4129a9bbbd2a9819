using DuckDB.NET.Data;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>Writes the flagged rows with their raw text, read from the staged file at the places that the record reader noted.</summary>
internal sealed class QuarantineFile(DuckDbSession session, ParquetFiles files, StagedFile staged, string folder, RawRedaction redaction)
{
    /// <summary>Columns line (bigint), raw (varchar), reasons (JSON text).</summary>
    private const string Table = "quarantine";

    public IReadOnlyList<LocalParquet> Write(CancellationToken cancellationToken)
    {
        if (session.Count($"SELECT count(*) FROM {FlaggedRows.Table} WHERE NOT is_header", cancellationToken) == 0)
            return [];

        session.CreateTable(Table, $"SELECT ordinal, '' AS raw FROM {FlaggedRows.Table} LIMIT 0", cancellationToken);
        AppendRaw(cancellationToken);
        var select = $"""
            SELECT line, raw, reasons FROM {FlaggedRows.Table} JOIN {Table} ON {FlaggedRows.Table}.ordinal = {Table}.ordinal ORDER BY line, {Table}.ordinal
            """;
        return files.Write(select, Path.Combine(folder, "quarantine"), inputBytes: 0, cancellationToken);
    }

    private void AppendRaw(CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(staged.Path);
        var buffer = new byte[64 * 1024];
        try
        {
            using var appender = session.Appender(Table);
            session.ForEach(
                $"SELECT ordinal, begins, bytes FROM {FlaggedRows.Table} WHERE NOT is_header ORDER BY ordinal",
                row => Append(appender, row.GetInt64(0), redaction.Of(Raw(file, row.GetInt64(1), (int)row.GetInt64(2), ref buffer))),
                cancellationToken);
        }
        catch
        {
            session.Discard();
            throw;
        }
    }

    private static void Append(DuckDBAppender appender, long ordinal, string raw) =>
        appender.CreateRow().AppendValue(ordinal).AppendValue(raw).EndRow();

    private static ReadOnlySpan<byte> Raw(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, int bytes, ref byte[] buffer)
    {
        if (buffer.Length < bytes)
            buffer = new byte[bytes];
        var read = 0;
        while (read < bytes && RandomAccess.Read(file, buffer.AsSpan(read, bytes - read), offset + read) is > 0 and var count)
            read += count;
        return buffer.AsSpan(0, read);
    }
}
