using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;

namespace RetailBus.Transform.DuckDb;

/// <summary>DuckDB's SQL.</summary>
internal sealed class DuckDbDialect : SqlDialect
{
    private const string Most = $"CAST(99999999999999.9999 AS {Decimal})";

    private const string Least = $"CAST(-99999999999999.9999 AS {Decimal})";

    public static DuckDbDialect Instance { get; } = new();

    public override string Text => "VARCHAR";

    public override string Timestamp => "TIMESTAMP";

    public override string Literal(string text) => Sql.Literal(text);

    public override string Literal(decimal number) => Sql.Literal(number);

    public override string Compared(decimal number) => Sql.Narrow(number) ?? Sql.Literal(number);

    public override string Literal(DateTimeOffset time) => Sql.Literal(time);

    public override string Identifier(string name) => Sql.Identifier(name);

    public override string Constant(string text) => Sql.Constant(text);

    public override string Concat(IEnumerable<string> parts) => Sql.Concat(parts);

    public override string FullMatch(string text, string pattern) => $"regexp_full_match({text}, {Literal(pattern)})";

    public override string StartsWith(string text, string start) => $"starts_with({text}, {start})";

    public override string Trimmed(string text) => $"trim({text}, ' ')";

    public override string Length(string text) => $"length({text})";

    public override string ByteLength(string text) => $"strlen({text})";

    /// <summary>
    /// DuckDB reads 1_000 as 1000; else its numbers are those wanted. A pattern would cost three times as much (3 million orders: 8 % of
    /// the transform, this 3 %).
    /// </summary>
    public override string TryDecimal(string text) => $"CASE WHEN NOT contains({text}, '_') THEN try_cast({text} AS {Decimal}) END";

    /// <summary>
    /// DuckDB also reads the words epoch and infinity, which no file means by a time: a time begins with a digit. Its cast to TIMESTAMP drops
    /// an offset silently; the one to TIMESTAMPTZ heeds it, and takes a time without one for UTC, the session's zone.
    /// </summary>
    public override string Instant(ContractColumn column, string text)
    {
        var tries = column.Formats.Select(format =>
            format == ContractColumn.Iso8601 ? Iso(column, text, InUtc(text)) : Parsed(column, format, text));
        return $"CASE WHEN {text} BETWEEN '0' AND ':' THEN coalesce({string.Join(", ", tries)}) END";
    }

    public override string OffsetTime(ContractColumn column, string text) => column.Formats.Contains(ContractColumn.Iso8601)
        ? $"CASE WHEN {HasOffset(text)} THEN {InUtc(text)} END"
        : $"CAST(NULL AS {Timestamp})";

    public override string LocalTime(ContractColumn column, string text)
    {
        var tries = column.Formats.Select(format => format == ContractColumn.Iso8601
            ? Iso(column, text, $"CASE WHEN NOT {HasOffset(text)} THEN try_cast({text} AS TIMESTAMP) END")
            : Parsed(column, format, text));
        return $"CASE WHEN {text} BETWEEN '0' AND ':' THEN coalesce({string.Join(", ", tries)}) END";
    }

    /// <summary>
    /// A time is first taken with the offset of the day before, which is the one that a leap or repetition of the clocks begins with; where
    /// that does not give the local time back, with the zone's own.
    /// </summary>
    public override string FromZone(string zone, string local)
    {
        var name = Literal(zone);
        var before = $"timezone('UTC', timezone({name}, {local} - INTERVAL 1 DAY)) + INTERVAL 1 DAY";
        var own = $"timezone('UTC', timezone({name}, {local}))";
        return $"CASE WHEN {Back(before)} = {local} THEN {before} WHEN {Back(own)} = {local} THEN {own} END";

        string Back(string utc) => $"timezone({name}, timezone('UTC', {utc}))";
    }

    public override string TimeText(string value) => $"strftime({value}, '%Y-%m-%dT%H:%M:%S.%f')";

    public override string IntegerText(string value) => $"CAST(CAST({value} AS BIGINT) AS VARCHAR)";

    /// <summary>By way of the bytes: to read a UUID from its 32 digits costs as much as the hash.</summary>
    public override string RowKey(string text) => $"CAST(unhex(md5({text})) AS UUID)";

    /// <summary>RFC 2104 by the key's two padded blocks, which are variables of the session and so never part of a statement.</summary>
    public override string Hmac(string text) =>
        $"sha256(getvariable('{PiiKey.OuterName}') || unhex(sha256(getvariable('{PiiKey.InnerName}') || encode({text}))))";

    /// <summary>
    /// DuckDB multiplies two decimal(18,4) within 64 bits and fails beyond: wide operands don't. A sum of products stays exact.
    /// </summary>
    public override string Product(string left, string right, bool isSafe)
    {
        return isSafe ? $"({Wide(left)} * {Wide(right)})" : $"({Wide(Narrow(left))} * {Wide(Narrow(right))})";

        static string Wide(string number) => $"CAST({number} AS DECIMAL(38,4))";
    }

    /// <summary>DuckDB adds two decimal(18,4) within their type, too, and fails beyond.</summary>
    public override string ColumnAsTerm(string column) => $"CAST({column} AS DECIMAL(38,8))";

    public override string Narrow(string number) => $"try_cast({number} AS {Decimal})";

    /// <summary>DuckDB makes of 1e14 and the like decimals with more digits than their type has.</summary>
    public override string IsNumber(string number) => $"coalesce({number} BETWEEN {Least} AND {Most}, false)";

    public override string IsWhole(string number) => $"coalesce({number} % 1 = 0 AND {number} BETWEEN {Least} AND {Most}, false)";

    public override string Reason(string rule, string column, string value, string message) =>
        $"{{'rule': {Literal(rule)}, 'column': {column}, 'value': {value}, 'message': {message}}}";

    public override string Reasons(IEnumerable<(string Condition, string Reason)> reasons)
    {
        var items = reasons.Select(item => $"CASE WHEN {item.Condition} THEN {item.Reason} END");
        return $"CAST(to_json(list_filter([{string.Join(",\n", items)}], reason -> reason IS NOT NULL)) AS VARCHAR)";
    }

    public override string JsonObject(IEnumerable<(string Name, string Value)> members) =>
        $"CAST(json_object({string.Join(", ", members.Select(member => $"{Literal(member.Name)}, {member.Value}"))}) AS VARCHAR)";

    public override string JsonList(IEnumerable<string> values) => $"to_json([{string.Join(", ", values)}])";

    /// <summary>Where another format of the column has years of two digits, DuckDB must not take them for the first century's.</summary>
    private static string Iso(ContractColumn column, string text, string read) =>
        HasShortYears(column) ? $"CASE WHEN {Instance.FullMatch(text, "[0-9]{4}-.*")} THEN {read} END" : read;

    /// <summary>
    /// A text that DuckDB can't parse costs it many times as much as one that it can: where there are other formats, one that lacks the
    /// format's separator is not tried.
    /// </summary>
    private static string Parsed(ContractColumn column, string format, string text)
    {
        var read = $"try_strptime({text}, {Sql.Literal(TimePattern.Strptime(format))})";
        if (TimePattern.IsCounted(format) || HasShortYears(column))
            return $"CASE WHEN {Instance.FullMatch(text, TimePattern.Digits(format))} THEN {read} END";
        return column.Formats.Count > 1 && TimePattern.Mark(format) is { } mark
            ? $"CASE WHEN contains({text}, {Sql.Literal($"{mark}")}) THEN {read} END"
            : read;
    }

    private static bool HasShortYears(ContractColumn column) =>
        column.Formats.Any(format => format != ContractColumn.Iso8601 && TimePattern.HasShortYears(format));

    /// <summary>DuckDB takes an offset after seconds only; ISO 8601 after minutes, too.</summary>
    private static string InUtc(string text)
    {
        const string Minutes = "^([-0-9]+[T ][0-9]+:[0-9]+)(Z|[-+][:0-9]+)$";
        var whole = $"regexp_replace({text}, '{Minutes}', '\\1:00\\2')";
        return $"timezone('UTC', coalesce(try_cast({text} AS TIMESTAMPTZ), try_cast({whole} AS TIMESTAMPTZ)))";
    }

    private static string HasOffset(string text) => $"regexp_matches({text}, '[T ].*(Z|[-+][0-9:]+)$')";
}
