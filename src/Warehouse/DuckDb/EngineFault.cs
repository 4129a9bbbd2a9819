using DuckDB.NET.Data;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>Tells rows that the engine does not take from faults of the engine itself. Some errors come without a type, so the text decides.</summary>
internal static class EngineFault
{
    /// <summary>Faults of memory, disk or engine, which another try may not meet.</summary>
    private static readonly string[] NotTheRows = ["Out of Memory Error", "IO Error", "INTERRUPT Error", "FATAL Error", "INTERNAL Error"];

    /// <summary>Whether rows that were read or appended are at fault.</summary>
    public static bool IsOfRows(Exception fault) => fault is DuckDBException or KeyReaderException
        && !Array.Exists(NotTheRows, kind => fault.Message.StartsWith(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>The error's kind, e.g. <c>Conversion Error</c>; what follows it may quote values of rows and paths.</summary>
    public static string KindOf(Exception fault) => fault.Message.IndexOf(':', StringComparison.Ordinal) is > 0 and < 40 and var end ? fault.Message[..end] : "no kind given";
}
