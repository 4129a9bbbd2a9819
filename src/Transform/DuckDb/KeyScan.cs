using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace RetailBus.Transform.DuckDb;

/// <summary>Reads a column of UUIDs as the engine's own chunks, streaming: row by row it would cost more than all that is done with it.</summary>
internal static class KeyScan
{
    public delegate void See(ReadOnlySpan<UInt128> keys);

    /// <param name="connection">Runs the query.</param>
    /// <param name="query">Of one column, UUIDs without nulls.</param>
    /// <param name="see">Is shown the keys, as the engine stores them.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    /// <exception cref="IOException">The engine failed.</exception>
    public static void Run(DuckDBConnection connection, string query, See see, CancellationToken cancellationToken)
    {
        var prepared = NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, query, out var statement);
        using (statement)
        {
            if (prepared == DuckDBState.Error)
                throw new IOException(NativeMethods.PreparedStatements.DuckDBPrepareError(statement) ?? "The keys can't be read.");

            var executed = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result);
            try
            {
                ThrowIfFailed(ref result, executed == DuckDBState.Error);
                while (true)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    using var chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(result);
                    if (chunk.IsInvalid || NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk) == 0)
                        break;
                    see(Keys(chunk));
                }

                ThrowIfFailed(ref result, failed: false);
            }
            finally
            {
                NativeMethods.Query.DuckDBDestroyResult(ref result);
            }
        }
    }

    private static unsafe ReadOnlySpan<UInt128> Keys(DuckDBDataChunk chunk)
    {
        var size = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, 0);
        return MemoryMarshal.Cast<byte, UInt128>(new ReadOnlySpan<byte>(NativeMethods.Vectors.DuckDBVectorGetData(vector), size * 16));
    }

    private static void ThrowIfFailed(ref DuckDBResult result, bool failed)
    {
        if (NativeMethods.Query.DuckDBResultError(ref result) is { Length: > 0 } error)
            throw new IOException(error);
        if (failed)
            throw new IOException("The keys can't be read.");
    }
}
