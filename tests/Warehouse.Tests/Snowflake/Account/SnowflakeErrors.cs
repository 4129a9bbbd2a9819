using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Account;

/// <summary>DuckDB's errors as an account would have them.</summary>
internal static partial class SnowflakeErrors
{
    public static StatementFailedException Of(DuckDBException fault)
    {
        if (Text().Match(fault.Message) is { Success: true } text)
            return new StatementFailedException("100038", "22018", $"Numeric value '{text.Groups[1].Value}' is not recognized");
        if (fault.Message.Contains("NOT NULL", StringComparison.Ordinal))
            return new StatementFailedException("100072", "22000", "DML operation failed on a column with a NOT NULL constraint");
        return fault.Message.StartsWith("Catalog Error", StringComparison.Ordinal)
            ? new StatementFailedException("002003", "02000", "SQL compilation error: Object does not exist or not authorized.")
            : fault.Message.StartsWith("Parser Error", StringComparison.Ordinal) || fault.Message.StartsWith("Binder Error", StringComparison.Ordinal)
                ? new StatementFailedException("001003", "42000", $"SQL compilation error: {fault.Message}")
                : new StatementFailedException("100069", "22000", fault.Message);
    }

    [GeneratedRegex("Could not convert string '([^']*)'")]
    private static partial Regex Text();
}
