using DuckDB.NET.Native;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The engine refused to read or to take rows.</summary>
internal sealed class RowCopyException(string message) : Exception(message)
{
    /// <summary>Faults of memory, disk or engine, which another try may not meet.</summary>
    private static readonly string[] NotTheRows = ["Out of Memory Error", "IO Error", "INTERRUPT Error", "FATAL Error", "INTERNAL Error"];

    /// <summary>Whether the rows themselves are at fault.</summary>
    public bool IsRows => !Array.Exists(NotTheRows, kind => Message.StartsWith(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong, without the engine's hints that follow.</summary>
    public string FirstLine => Message.Split('\n')[0];

    /// <summary>Throws when a result ended in an error; the C API gives some errors no type, so that the text decides.</summary>
    public static void ThrowIfFailed(ref DuckDBResult result)
    {
        if (NativeMethods.Query.DuckDBResultError(ref result) is { Length: > 0 } message)
            throw new RowCopyException(message);
    }

    public static RowCopyException Of(DuckDBAppender appender)
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        return new(NativeMethods.ErrorData.DuckDBErrorDataMessage(error) ?? "no reason given");
    }
}
