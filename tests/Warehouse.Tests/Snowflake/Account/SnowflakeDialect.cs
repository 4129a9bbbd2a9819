using System.Text.RegularExpressions;

namespace RetailBus.Warehouse.Tests.Snowflake.Account;

/// <summary>The few places in which our Snowflake SQL is not DuckDB's.</summary>
internal static partial class SnowflakeDialect
{
    public static string Translate(string statement)
    {
        statement = Timestamp().Replace(statement, "timestamp");
        statement = Binary().Replace(statement, "blob");
        statement = ToBinary().Replace(statement, "unhex($1)");
        statement = Flatten().Replace(statement, "(select unnest(cast($1 as json[])) as value) $2");
        statement = LateralFlatten().Replace(statement, "lateral (select unnest(cast($1 as json[])) as value) $2");
        statement = Member().Replace(statement, "cast($1.value->>'$$.$2' as $3)");
        statement = Retention().Replace(statement, "");
        return Transient().Replace(statement, "create table");
    }

    /// <summary>Statements of a script, without comments.</summary>
    public static IEnumerable<string> Split(string script) => Comment().Replace(script, "")
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"timestamp_ntz(\(\d\))?", RegexOptions.IgnoreCase)]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"\bbinary\(16\)", RegexOptions.IgnoreCase)]
    private static partial Regex Binary();

    [GeneratedRegex(@"to_binary\(((?:[^()]|\([^()]*\))*), 'HEX'\)")]
    private static partial Regex ToBinary();

    [GeneratedRegex(@"(?<!lateral )\btable\(flatten\(input => parse_json\(([^()]+)\)\)\) (\w+)")]
    private static partial Regex Flatten();

    [GeneratedRegex(@"lateral flatten\(input => parse_json\(([^()]+)\)\) (\w+)")]
    private static partial Regex LateralFlatten();

    [GeneratedRegex(@"\b(\w+)\.value:(\w+)::(\w+)")]
    private static partial Regex Member();

    [GeneratedRegex(@"create transient table", RegexOptions.IgnoreCase)]
    private static partial Regex Transient();

    [GeneratedRegex(@"\ndata_retention_time_in_days = \d+$")]
    private static partial Regex Retention();

    [GeneratedRegex("^--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
