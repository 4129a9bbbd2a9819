using System.Text.RegularExpressions;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Dialects;

/// <summary>From a column's text to its typed value, and to what may be written of it.</summary>
internal sealed class ValueSql(SqlDialect dialect)
{
    /// <summary>The text that counts.</summary>
    /// <param name="column">The column.</param>
    /// <param name="raw">The text as it stands.</param>
    /// <param name="clean">Whether there may be spaces around it, or nothing within quotes.</param>
    public string Text(ContractColumn column, string raw, bool clean)
    {
        var text = !clean ? raw : $"nullif({(column.Trim ? dialect.Trimmed(raw) : raw)}, '')";
        return column.Default is { } value ? $"coalesce({text}, {dialect.Literal(value)})" : text;
    }

    /// <summary>A text that can't be read becomes null.</summary>
    /// <param name="column">Not one of local times: those take <see cref="FromLocal"/>.</param>
    /// <param name="text">The text that counts.</param>
    public string Typed(ContractColumn column, string text) => column.Type switch
    {
        LogicalType.Number or LogicalType.Integer => Number(column, text),
        LogicalType.Boolean =>
            $"CASE WHEN lower({text}) IN ('true', 't', 'yes', 'y', '1') THEN true WHEN lower({text}) IN ('false', 'f', 'no', 'n', '0') THEN false END",
        LogicalType.Timestamp => dialect.Instant(column, text),
        _ => text,
    };

    /// <summary>A local time's value.</summary>
    /// <param name="column">One of local times.</param>
    /// <param name="text">The text that counts.</param>
    /// <param name="local">The name under which <see cref="SqlDialect.LocalTime"/> of it was selected.</param>
    public string FromLocal(ContractColumn column, string text, string local) =>
        $"CASE WHEN {local} IS NOT NULL THEN {dialect.FromZone(column.TimeZone, local)} ELSE {dialect.OffsetTime(column, text)} END";

    /// <summary>The value as text, as <see cref="Contracts.Rows.RowKeys"/> specifies it.</summary>
    public string Written(LogicalType type, string value) => type switch
    {
        LogicalType.Integer => dialect.IntegerText(value),
        LogicalType.Timestamp => dialect.TimeText(value),
        LogicalType.Text => value,
        _ => $"CAST({value} AS {dialect.Text})",
    };

    /// <summary>What of a text may be written.</summary>
    public string Guarded(PiiTreatment treatment, string text) => treatment switch
    {
        PiiTreatment.None => text,
        PiiTreatment.Drop => dialect.NoText,
        PiiTreatment.Hash => dialect.Hmac(text),
        _ => $"CASE WHEN {text} IS NOT NULL THEN concat(substring({text}, 1, 1), '***') END",
    };

    private string Number(ContractColumn column, string text)
    {
        if (column.IsPlainNumber)
            return dialect.TryDecimal(text);

        var (point, group) = (Regex.Escape($"{column.DecimalSeparator}"), column.GroupSeparator);
        var whole = group is { } mark ? $"([0-9]{{1,3}}({Regex.Escape($"{mark}")}[0-9]{{3}})+|[0-9]+)" : "[0-9]+";
        var digits = group is { } separator ? $"replace({text}, {dialect.Literal($"{separator}")}, '')" : text;
        var plain = column.DecimalSeparator == '.' ? digits : $"replace({digits}, {dialect.Literal($"{column.DecimalSeparator}")}, '.')";
        var match = dialect.FullMatch(text, $"[-+]?({whole}({point}[0-9]*)?|{point}[0-9]+)");
        return $"CASE WHEN {match} THEN try_cast({plain} AS {SqlDialect.Decimal}) END";
    }
}
