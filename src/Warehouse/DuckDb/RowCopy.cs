using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>
/// Carries rows from one DuckDB instance to another as the engine's own column chunks. The instance that reads files is so another
/// one than the warehouse's, which can't open any.
/// </summary>
internal static class RowCopy
{
    private const DuckDBState Failed = DuckDBState.Error;

    /// <summary>
    /// Appends a query's rows to a table (of the warehouse, or of the catalog <c>temp</c>), within the target connection's transaction, and shows the column of UUIDs at
    /// <paramref name="keyColumn"/> (from 0) on the way.
    /// </summary>
    /// <returns>Rows that were read and appended, counted one chunk after the other.</returns>
    /// <exception cref="RowCopyException">The query or the table refused.</exception>
    public static long ToTable(
        DuckDBConnection source, string query, DuckDBConnection target, string? catalog, string table, int keyColumn, Action<ReadOnlySpan<UInt128>> seeKeys)
    {
        if (NativeMethods.Appender.DuckDBAppenderCreateExt(target.NativeConnection, catalog, "main", table, out var appender) == Failed)
            throw new InvalidOperationException($"There is no table {table} to append to.");

        using (appender)
        {
            var rows = Read(source, query, chunk =>
            {
                seeKeys(Keys(chunk, keyColumn));
                if (NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk) == Failed)
                    throw RowCopyException.Of(appender);
            });
            if (NativeMethods.Appender.DuckDBAppenderClose(appender) == Failed)
                throw RowCopyException.Of(appender);
            return rows;
        }
    }

    /// <summary>Shows the first column, UUIDs without nulls, of a query's rows.</summary>
    public static long ReadKeys(DuckDBConnection source, string query, Action<ReadOnlySpan<UInt128>> seeKeys) =>
        Read(source, query, chunk => seeKeys(Keys(chunk, 0)));

    private static long Read(DuckDBConnection source, string query, Action<DuckDBDataChunk> see)
    {
        var prepared = NativeMethods.PreparedStatements.DuckDBPrepare(source.NativeConnection, query, out var statement);
        using (statement)
        {
            if (prepared == Failed)
                throw new RowCopyException(NativeMethods.PreparedStatements.DuckDBPrepareError(statement) ?? "not prepared");

            var executed = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result);
            try
            {
                RowCopyException.ThrowIfFailed(ref result);
                if (executed == Failed)
                    throw new RowCopyException("no reason given");

                var rows = 0L;
                while (true)
                {
                    using var chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(result);
                    var size = chunk.IsInvalid ? 0 : (long)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
                    if (size == 0)
                        break;
                    see(chunk);
                    rows += size;
                }

                RowCopyException.ThrowIfFailed(ref result);
                return rows;
            }
            finally
            {
                NativeMethods.Query.DuckDBDestroyResult(ref result);
            }
        }
    }

    private static unsafe ReadOnlySpan<UInt128> Keys(DuckDBDataChunk chunk, int column)
    {
        var size = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column);
        // A UUID is a 128-bit integer, lower half first, as UInt128 is on little-endian machines.
        return MemoryMarshal.Cast<byte, UInt128>(new ReadOnlySpan<byte>(NativeMethods.Vectors.DuckDBVectorGetData(vector), size * 16));
    }
}
