using System.Globalization;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Dialects;

/// <summary>The reason that a broken rule gives. Of personal data it says that there is a value, never which.</summary>
internal sealed class RuleReasonSql(SqlDialect dialect, ISourceColumns columns)
{
    private const string Withheld = "(withheld)";

    /// <summary>What looks like a space or like nothing, and is neither: a sentence names it.</summary>
    private static readonly string[] OddSpaces = ["\t", "\u00a0", "\u2009", "\u200b", "\u202f", "\u3000", "\ufeff"];

    /// <summary>A JSON text's struct of rule, column, value and message.</summary>
    public string Of(RowRule rule)
    {
        var value = rule.Column is null || rule.Column.Pii != PiiTreatment.None ? dialect.NoText : columns.Raw(rule.Column);
        var column = rule.Column is null ? dialect.NoText : dialect.Literal(rule.Column.Name);
        return dialect.Reason(rule.Name, column, value, dialect.Concat(Message(rule)));
    }

    /// <summary>A reason about the whole record.</summary>
    public string Whole(string rule, string message) => dialect.Reason(rule, dialect.NoText, dialect.NoText, message);

    /// <summary>A row's key for a person.</summary>
    public string KeyInWords(DatasetContract contract) => dialect.Concat(contract.Key.SelectMany((column, index) => new[]
    {
        dialect.Literal($"{(index == 0 ? "" : ", ")}{column.Name} "), Shown(column, columns.Text(column)),
    }));

    private IEnumerable<string> Message(RowRule rule)
    {
        switch (rule)
        {
            case ColumnRule { Kind: ColumnRuleKind.Required } column:
                return [dialect.Literal($"{column.Subject.Name} is missing; every row needs one")];
            case ColumnRule column:
                return
                [
                    dialect.Literal($"{column.Subject.Name} is \""),
                    column.Subject.Pii == PiiTreatment.None ? Written(column) : dialect.Literal(Withheld),
                    dialect.Literal($"\", {Expected(column)}"),
                ];
            case ConditionRule condition:
                return [dialect.Literal($"{condition.Rule.Description}, but "), .. Values(condition.Rule.Condition)];
            case DerivationRule derivation:
                return [dialect.Literal($"{derivation.Canonical} can't be computed within 14 digits, for "), .. Values(derivation.Value)];
            default:
                throw new NotSupportedException($"{rule.GetType().Name} has no sentence.");
        }
    }

    /// <summary>The value as a person can tell it from what was expected.</summary>
    private string Written(ColumnRule rule)
    {
        var raw = columns.Raw(rule.Subject);
        return rule.Kind is ColumnRuleKind.Type or ColumnRuleKind.Pattern or ColumnRuleKind.AcceptedValues
            ? OddSpaces.Aggregate(raw, (text, space) => $"replace({text}, {dialect.Literal(space)}, '[U+{(int)space[0]:X4}]')")
            : raw;
    }

    private IEnumerable<string> Values(Expression expression) =>
        ColumnsOf.Expression(expression).SelectMany((column, index) => new[]
        {
            dialect.Literal($"{(index == 0 ? "" : ", ")}{column.Name} is "), Shown(column, columns.Raw(column)),
        });

    private string Shown(ContractColumn column, string text) =>
        column.Pii == PiiTreatment.None ? $"coalesce({text}, 'missing')" : $"CASE WHEN {text} IS NULL THEN 'missing' ELSE {dialect.Literal(Withheld)} END";

    private static string Expected(ColumnRule rule) => rule.Kind switch
    {
        ColumnRuleKind.Minimum when rule.Subject.MinimumTime is { } time => $"which is before {Shown(time)}",
        ColumnRuleKind.Maximum when rule.Subject.MaximumTime is { } time => $"which is after {Shown(time)}",
        ColumnRuleKind.Minimum => $"which is less than {Shown(rule.Subject.Minimum)}",
        ColumnRuleKind.Maximum => $"which is more than {Shown(rule.Subject.Maximum)}",
        ColumnRuleKind.MinLength => $"which is shorter than {rule.Subject.MinLength} characters",
        ColumnRuleKind.MaxLength => $"which is longer than {rule.Subject.MaxLength} characters",
        ColumnRuleKind.Pattern => $"which does not match {rule.Subject.Pattern}",
        ColumnRuleKind.AcceptedValues => $"which is none of {string.Join(", ", rule.Subject.AcceptedValues)}",
        _ => ExpectedType(rule.Subject),
    };

    private static string ExpectedType(ContractColumn column) => column.Type switch
    {
        LogicalType.Integer => $"which is not a whole number of up to 14 digits{Written(column)}",
        LogicalType.Number => $"which is not a number of up to 14 digits before the {(column.DecimalSeparator == ',' ? "comma" : "point")}",
        LogicalType.Boolean => "which is neither true nor false",
        _ when column.IsLocalTime => $"which is not a time written as {Formats(column)}, or one that clocks in {column.TimeZone} leap over",
        _ => $"which is not a time written as {Formats(column)}",
    };

    private static string Formats(ContractColumn column) => string.Join(" or ", column.Formats);

    private static string Written(ContractColumn column) => column.DecimalSeparator == ',' ? ", with a decimal comma" : "";

    private static string Shown(decimal? number) => number!.Value.ToString(CultureInfo.InvariantCulture);

    private static string Shown(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
