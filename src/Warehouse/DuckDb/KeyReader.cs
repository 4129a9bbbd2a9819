using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>Reads a column of keys as the engine's own column chunks: millions of them without an object for each.</summary>
internal static class KeyReader
{
    private const DuckDBState Failed = DuckDBState.Error;

    /// <summary>Takes some of the keys, as the engine stores them.</summary>
    public delegate void SeeKeys(ReadOnlySpan<UInt128> keys);

    /// <summary>Shows the first column, UUIDs without nulls, of a query's rows.</summary>
    /// <returns>Rows read.</returns>
    /// <exception cref="KeyReaderException">The engine refused the query or its rows.</exception>
    public static long Read(DuckDBConnection connection, string query, SeeKeys see)
    {
        var prepared = NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, query, out var statement);
        using (statement)
        {
            if (prepared == Failed)
                throw new KeyReaderException(NativeMethods.PreparedStatements.DuckDBPrepareError(statement) ?? "not prepared");

            var executed = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result);
            try
            {
                ThrowIfFailed(ref result);
                if (executed == Failed)
                    throw new KeyReaderException("no reason given");

                var rows = 0L;
                while (true)
                {
                    using var chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(result);
                    var size = chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
                    if (size == 0)
                        break;
                    see(Keys(chunk, size));
                    rows += size;
                }

                ThrowIfFailed(ref result);
                return rows;
            }
            finally
            {
                NativeMethods.Query.DuckDBDestroyResult(ref result);
            }
        }
    }

    private static void ThrowIfFailed(ref DuckDBResult result)
    {
        if (NativeMethods.Query.DuckDBResultError(ref result) is { Length: > 0 } message)
            throw new KeyReaderException(message);
    }

    private static unsafe ReadOnlySpan<UInt128> Keys(DuckDBDataChunk chunk, int size)
    {
        var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, 0);
        // A UUID is a 128-bit integer, lower half first, as UInt128 is on little-endian machines.
        return MemoryMarshal.Cast<byte, UInt128>(new ReadOnlySpan<byte>(NativeMethods.Vectors.DuckDBVectorGetData(vector), size * 16));
    }
}
