using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.DuckDb;

/// <summary>From a column's text to its typed value; a text that can't be read becomes null.</summary>
internal static class ValueSql
{
    /// <summary>Digits that a decimal(18,4) holds before its point.</summary>
    public const string Decimal = "DECIMAL(18,4)";

    public static string Typed(ContractColumn column, string text) => column.Type switch
    {
        LogicalType.Number or LogicalType.Integer => $"try_cast({text} AS {Decimal})",
        LogicalType.Boolean => $"try_cast({text} AS BOOLEAN)",
        LogicalType.Timestamp => Timestamp(column, text),
        _ => text,
    };

    public static string SqlType(LogicalType type) => type switch
    {
        LogicalType.Number or LogicalType.Integer => Decimal,
        LogicalType.Boolean => "BOOLEAN",
        LogicalType.Timestamp => "TIMESTAMP",
        _ => "VARCHAR",
    };

    /// <summary>The value as text, as <see cref="Contracts.Rows.RowKeys"/> specifies it.</summary>
    public static string Text(LogicalType type, string value) => type switch
    {
        LogicalType.Integer => $"CAST(CAST({value} AS BIGINT) AS VARCHAR)",
        LogicalType.Timestamp => $"strftime({value}, '%Y-%m-%dT%H:%M:%S.%f')",
        LogicalType.Text => value,
        _ => $"CAST({value} AS VARCHAR)",
    };

    /// <summary>
    /// DuckDB also reads the words epoch and infinity, which no file means by a time: a time begins with a digit. Its cast to TIMESTAMP drops
    /// an offset silently; the one to TIMESTAMPTZ heeds it, and takes a time without one for UTC, the session's zone.
    /// </summary>
    private static string Timestamp(ContractColumn column, string text)
    {
        var tries = column.Formats.Select(format => format == ContractColumn.Iso8601
            ? Iso8601(column.TimeZone, text)
            : InZone(column.TimeZone, $"try_strptime({text}, {Sql.Literal(TimePattern.Strptime(format))})"));
        return $"CASE WHEN {text} BETWEEN '0' AND ':' THEN coalesce({string.Join(", ", tries)}) END";
    }

    private static string Iso8601(string zone, string text)
    {
        var instant = $"timezone('UTC', try_cast({text} AS TIMESTAMPTZ))";
        return zone == ContractColumn.Utc
            ? instant
            : $"CASE WHEN regexp_matches({text}, '[T ].*(Z|[-+][0-9:]+)$') THEN {instant} ELSE {InZone(zone, $"try_cast({text} AS TIMESTAMP)")} END";
    }

    private static string InZone(string zone, string time) =>
        zone == ContractColumn.Utc ? time : $"timezone('UTC', timezone({Sql.Literal(zone)}, {time}))";
}
