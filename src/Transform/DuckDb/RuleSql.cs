using System.Globalization;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.DuckDb;

/// <summary>Rules as DuckDB's SQL: whether a row breaks one (never unknown), and the sentence that says so.</summary>
internal sealed class RuleSql(RowColumns columns)
{
    private readonly ExpressionSql _expressions = new(columns.Value);

    /// <summary>Whether a row keeps all rules, in as few tests as will do.</summary>
    public string KeepsAll(IReadOnlyList<RowRule> rules)
    {
        var tests = rules.Where(rule => !IsImpliedByType(rule)).Select(Keeps).ToList();
        return tests.Count == 0 ? "true" : string.Join(" AND ", tests);
    }

    public string Breaks(RowRule rule) => rule switch
    {
        ColumnRule { Kind: ColumnRuleKind.Required } column => $"{columns.Text(column.Subject)} IS NULL",
        ColumnRule { Kind: ColumnRuleKind.Type } column => $"({columns.Text(column.Subject)} IS NOT NULL AND NOT {IsTyped(column.Subject)})",
        ColumnRule column => $"coalesce(NOT ({Test(column)}), false)",
        ConditionRule condition => $"coalesce(NOT {_expressions.Of(condition.Rule.Condition)}, false)",
        DerivationRule derivation => $"({Derived(derivation)} IS NULL AND {AllKnown(derivation.Value)})",
        _ => throw new NotSupportedException($"{rule.GetType().Name} has no SQL."),
    };

    /// <summary>A JSON text's struct of rule, column, value and message.</summary>
    public string Reason(RowRule rule)
    {
        var value = rule.Column is null ? "CAST(NULL AS VARCHAR)" : columns.Raw(rule.Column);
        var column = rule.Column is null ? "CAST(NULL AS VARCHAR)" : Sql.Literal(rule.Column.Name);
        return ReasonSql.Struct(rule.Name, column, value, Sql.Concat(Message(rule)));
    }

    private string Keeps(RowRule rule) => rule switch
    {
        ColumnRule { Kind: ColumnRuleKind.Required } column => $"{columns.Text(column.Subject)} IS NOT NULL",
        ColumnRule { Kind: ColumnRuleKind.Type, Subject.Required: true } column => IsTyped(column.Subject),
        ColumnRule { Kind: ColumnRuleKind.Type } column => $"({columns.Text(column.Subject)} IS NULL OR {IsTyped(column.Subject)})",
        ColumnRule { Subject.Required: true } column => $"({Test(column)})",
        ColumnRule column => $"coalesce({Test(column)}, true)",
        ConditionRule condition => $"coalesce({_expressions.Of(condition.Rule.Condition)}, true)",
        DerivationRule derivation => $"{Derived(derivation)} IS NOT NULL",
        _ => throw new NotSupportedException($"{rule.GetType().Name} has no SQL."),
    };

    private static bool IsImpliedByType(RowRule rule) =>
        rule is ColumnRule { Kind: ColumnRuleKind.Required, Subject.Type: not LogicalType.Text };

    private string IsTyped(ContractColumn column) => column.Type == LogicalType.Integer
        ? $"coalesce({columns.Value(column)} = trunc({columns.Value(column)}), false)"
        : $"{columns.Value(column)} IS NOT NULL";

    private string Test(ColumnRule rule) => rule.Kind switch
    {
        ColumnRuleKind.Minimum => $"{columns.Value(rule.Subject)} >= {Sql.Literal(rule.Subject.Minimum!.Value)}",
        ColumnRuleKind.Maximum => $"{columns.Value(rule.Subject)} <= {Sql.Literal(rule.Subject.Maximum!.Value)}",
        ColumnRuleKind.Pattern => $"regexp_full_match({columns.Text(rule.Subject)}, {Sql.Literal(rule.Subject.Pattern!)})",
        _ => $"{columns.Text(rule.Subject)} IN ({string.Join(", ", rule.Subject.AcceptedValues.Select(Sql.Literal))})",
    };

    private string Derived(DerivationRule rule) => rule.Value.Type == ExpressionType.Number
        ? $"try_cast({_expressions.Of(rule.Value)} AS {ValueSql.Decimal})"
        : _expressions.Of(rule.Value);

    private string AllKnown(Expression expression) =>
        string.Join(" AND ", ColumnsOf.Expression(expression).Select(column => $"{columns.Value(column)} IS NOT NULL").Append("true"));

    private IEnumerable<string> Message(RowRule rule)
    {
        switch (rule)
        {
            case ColumnRule { Kind: ColumnRuleKind.Required } column:
                return [Sql.Literal($"{column.Subject.Name} is missing; every row needs one")];
            case ColumnRule column:
                return [Sql.Literal($"{column.Subject.Name} is \""), columns.Raw(column.Subject), Sql.Literal($"\", {Expected(column)}")];
            case ConditionRule condition:
                return [Sql.Literal($"{condition.Rule.Description}, but "), .. Values(condition.Rule.Condition)];
            case DerivationRule derivation:
                return [Sql.Literal($"{derivation.Canonical} can't be computed within 14 digits, for "), .. Values(derivation.Value)];
            default:
                throw new NotSupportedException($"{rule.GetType().Name} has no sentence.");
        }
    }

    private IEnumerable<string> Values(Expression expression) =>
        ColumnsOf.Expression(expression).SelectMany((column, index) => new[]
        {
            Sql.Literal($"{(index == 0 ? "" : ", ")}{column.Name} is "), $"coalesce({columns.Raw(column)}, 'missing')",
        });

    private static string Expected(ColumnRule rule) => rule.Kind switch
    {
        ColumnRuleKind.Minimum => $"which is less than {Shown(rule.Subject.Minimum)}",
        ColumnRuleKind.Maximum => $"which is more than {Shown(rule.Subject.Maximum)}",
        ColumnRuleKind.Pattern => $"which does not match {rule.Subject.Pattern}",
        ColumnRuleKind.AcceptedValues => $"which is none of {string.Join(", ", rule.Subject.AcceptedValues)}",
        _ => rule.Subject.Type switch
        {
            LogicalType.Integer => "which is not a whole number of up to 14 digits",
            LogicalType.Number => "which is not a number of up to 14 digits before the point",
            LogicalType.Boolean => "which is neither true nor false",
            _ => $"which is not a time written as {string.Join(" or ", rule.Subject.Formats)}",
        },
    };

    private static string Shown(decimal? number) => number!.Value.ToString(CultureInfo.InvariantCulture);
}
