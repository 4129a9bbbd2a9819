using System.Globalization;
using System.Text;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;

namespace RetailBus.Transform.Spark;

/// <summary>
/// Spark's SQL (3.5 and later). Expects <c>spark.sql.session.timeZone</c> UTC, <c>spark.sql.variable.substitute</c> false and
/// <c>spark.sql.legacy.timeParserPolicy</c> CORRECTED, as the job sets them.
/// </summary>
/// <remarks>Spark has no type of UUIDs: a row's key and a batch's id are texts of the same letters.</remarks>
internal sealed class SparkDialect : SqlDialect
{
    private const string IsoDate = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}";
    private const string IsoTime = "[T ][0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]{1,9})?)?";
    private const string IsoOffset = "(Z|[-+][0-9]{1,2}(:?[0-9]{2})?)";

    private const string PlainNumber =
        $"{Space}[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+|(0*[0-9]{{1,14}}([.][0-9]*)?|[.][0-9]+)[eE][-+]?[0-9]{{1,4}}){Space}";

    private const string Space = @"[ \t\n\x0B\f\r]*";

    private const string KeepNulls = "map('ignoreNullFields', 'false')";

    public static SparkDialect Instance { get; } = new();

    public override string Text => "STRING";

    public override string Timestamp => "TIMESTAMP";

    /// <summary>Backslashes begin escapes in Spark's literals.</summary>
    public override string Literal(string text)
    {
        var literal = new StringBuilder("'");
        foreach (var character in text)
        {
            if (character is '\\' or '\'')
                literal.Append('\\');
            literal.Append(character);
        }

        return literal.Append('\'').ToString();
    }

    /// <summary>As narrow as it is written, so that sums and products keep all digits.</summary>
    public override string Literal(decimal number) => $"{number.ToString(CultureInfo.InvariantCulture)}BD";

    public override string Literal(DateTimeOffset time) =>
        $"TIMESTAMP '{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";

    public override string Identifier(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    public override string Constant(string text) => Literal(text);

    public override string Concat(IEnumerable<string> parts) => $"concat_ws('', {string.Join(", ", parts)})";

    /// <summary>By (?d) a point is any character but the line feed, as it is to DuckDB.</summary>
    public override string FullMatch(string text, string pattern) => $"({text} RLIKE {Literal($@"\A(?d:{pattern})\z")})";

    public override string StartsWith(string text, string start) => $"startswith({text}, {start})";

    public override string Trimmed(string text) => $"trim({text})";

    public override string Length(string text) => $"char_length({text})";

    public override string ByteLength(string text) => $"CAST(octet_length({text}) AS STRING)";

    /// <summary>
    /// Java reads the digits of all scripts. A number with an exponent has at most the whole digits that DuckDB reads of such.
    /// </summary>
    public override string TryDecimal(string text) =>
        $"CASE WHEN {FullMatch(text, PlainNumber)} THEN try_cast({text} AS {Decimal}) END";

    public override string Instant(ContractColumn column, string text) => FirstOf(column, text, $"({IsoTime}{IsoOffset}?)?");

    public override string OffsetTime(ContractColumn column, string text) =>
        column.Formats.Contains(ContractColumn.Iso8601) ? Iso(text, $"{IsoTime}{IsoOffset}") : "CAST(NULL AS TIMESTAMP)";

    public override string LocalTime(ContractColumn column, string text) => FirstOf(column, text, $"({IsoTime})?");

    /// <summary>Java takes the first of two, and moves a time that clocks leap over: the way back shows that.</summary>
    public override string FromZone(string zone, string local)
    {
        var utc = $"to_utc_timestamp({local}, {Literal(zone)})";
        return $"CASE WHEN from_utc_timestamp({utc}, {Literal(zone)}) = {local} THEN {utc} END";
    }

    public override string TimeText(string value) => $"date_format({value}, 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSS')";

    public override string IntegerText(string value) => $"CAST(CAST({value} AS BIGINT) AS STRING)";

    public override string RowKey(string text) =>
        $"regexp_replace(md5(encode({text}, 'UTF-8')), '^(.{{8}})(.{{4}})(.{{4}})(.{{4}})(.{{12}})$', '$1-$2-$3-$4-$5')";

    /// <summary>RFC 2104 by the key's two padded blocks, in hex, which are parameters of the statement.</summary>
    public override string Hmac(string text) =>
        $"sha2(concat(unhex(:pii_outer), unhex(sha2(concat(unhex(:pii_inner), encode({text}, 'UTF-8')), 256))), 256)";

    /// <summary>Two decimal(18,4) have a product of decimal(37,8), exact. Wider operands would be rounded to fewer digits.</summary>
    public override string Product(string left, string right, bool isSafe) =>
        isSafe ? $"({left} * {right})" : $"(try_cast({left} AS {Decimal}) * try_cast({right} AS {Decimal}))";

    /// <summary>
    /// A sum has a digit more than its wider term before the point; beyond 38 digits Spark takes those after the point away (as it does
    /// unless spark.sql.decimalOperations.allowPrecisionLoss is false). Terms of 37 digits leave room for that one.
    /// </summary>
    public override string SumAsTerm(string sum) => $"try_cast({sum} AS DECIMAL(37,8))";

    public override string Narrow(string number) => $"try_cast({number} AS {Decimal})";

    public override string IsNumber(string number) => $"{number} IS NOT NULL";

    public override string IsWhole(string number) => $"coalesce({number} % 1 = 0, false)";

    public override string Reason(string rule, string column, string value, string message) =>
        $"named_struct('rule', {Literal(rule)}, 'column', {column}, 'value', {value}, 'message', {message})";

    public override string Reasons(IEnumerable<(string Condition, string Reason)> reasons)
    {
        var items = reasons.Select(item => $"CASE WHEN {item.Condition} THEN {item.Reason} END");
        return $"to_json(filter(array({string.Join(",\n", items)}), reason -> reason IS NOT NULL))";
    }

    public override string JsonObject(IEnumerable<(string Name, string Value)> members) =>
        $"to_json(named_struct({string.Join(", ", members.Select(member => $"{Literal(member.Name)}, {member.Value}"))}), {KeepNulls})";

    public override string JsonList(IEnumerable<string> values) => $"to_json(array({string.Join(", ", values)}), {KeepNulls})";

    /// <summary>Times stand in Parquet without a zone, and are UTC, as DuckDB writes them.</summary>
    public override string Stored(CanonicalType type, string value) =>
        type == CanonicalType.Timestamp ? $"CAST({value} AS TIMESTAMP_NTZ)" : value;

    public override string SqlType(CanonicalType type) => type == CanonicalType.Uuid ? Text : base.SqlType(type);

    /// <summary>Java takes any number of digits for a single letter. Its years of two digits are those from 2000 on.</summary>
    private static string Parsed(string format, string text)
    {
        var read = $"try_to_timestamp({text}, {Instance.Literal(TimePattern.Java(format))})";
        var time = TimePattern.HasShortYears(format)
            ? $"CASE WHEN {read} >= TIMESTAMP '2069-01-01 00:00:00' THEN {read} - INTERVAL '100' YEAR ELSE {read} END"
            : read;
        return $"CASE WHEN {Instance.FullMatch(text, TimePattern.Digits(format))} THEN {time} END";
    }

    private string FirstOf(ContractColumn column, string text, string iso)
    {
        var tries = column.Formats.Select(format => format == ContractColumn.Iso8601 ? Iso(text, iso) : Parsed(format, text));
        return $"coalesce({string.Join(", ", tries)})";
    }

    private string Iso(string text, string rest) => $"CASE WHEN {FullMatch(text, $"{IsoDate}{rest}")} THEN try_cast({text} AS TIMESTAMP) END";
}
