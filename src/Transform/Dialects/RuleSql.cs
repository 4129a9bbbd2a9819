using RetailBus.Transform.Datasets;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Dialects;

/// <summary>Rules as SQL: whether a row breaks one (never unknown).</summary>
internal sealed class RuleSql(SqlDialect dialect, ISourceColumns columns)
{
    private readonly ExpressionSql _expressions = new(dialect, columns.Value);

    /// <summary>Whether a row keeps all rules, in as few tests as will do; unknown is no.</summary>
    public string KeepsAll(IReadOnlyList<RowRule> rules)
    {
        var tests = rules.Where(rule => !IsImpliedByType(rule)).Select(Keeps).ToList();
        return tests.Count == 0 ? "true" : string.Join(" AND ", tests);
    }

    public string Breaks(RowRule rule) => rule switch
    {
        ColumnRule { Kind: ColumnRuleKind.Required } column => $"{columns.Text(column.Subject)} IS NULL",
        ColumnRule { Kind: ColumnRuleKind.Type } column =>
            $"({columns.Text(column.Subject)} IS NOT NULL AND NOT {IsSurelyTyped(column.Subject)})",
        ColumnRule column => $"coalesce(NOT ({Test(column)}), false)",
        ConditionRule condition => $"coalesce(NOT {_expressions.Of(condition.Rule.Condition)}, false)",
        DerivationRule derivation => $"({Derived(derivation)} IS NULL AND {NoneWrong(derivation.Value)})",
        _ => throw new NotSupportedException($"{rule.GetType().Name} has no SQL."),
    };

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

    /// <summary>Unknown for a time that could not be read: to make it known costs DuckDB to read it twice.</summary>
    private string IsTyped(ContractColumn column) => column.Type switch
    {
        LogicalType.Integer => dialect.IsWhole(columns.Value(column)),
        LogicalType.Number => dialect.IsNumber(columns.Value(column)),
        LogicalType.Timestamp =>
            $"{columns.Value(column)} BETWEEN {dialect.Literal(TimePattern.Earliest)} AND {dialect.Literal(TimePattern.Latest)}",
        _ => $"{columns.Value(column)} IS NOT NULL",
    };

    private string IsSurelyTyped(ContractColumn column) =>
        column.Type == LogicalType.Timestamp ? $"coalesce({IsTyped(column)}, false)" : IsTyped(column);

    private string Test(ColumnRule rule) => rule.Kind switch
    {
        ColumnRuleKind.Minimum => $"{columns.Value(rule.Subject)} >= {Bound(rule.Subject.Minimum, rule.Subject.MinimumTime)}",
        ColumnRuleKind.Maximum => $"{columns.Value(rule.Subject)} <= {Bound(rule.Subject.Maximum, rule.Subject.MaximumTime)}",
        ColumnRuleKind.MinLength => $"{dialect.Length(columns.Text(rule.Subject))} >= {rule.Subject.MinLength}",
        ColumnRuleKind.MaxLength => $"{dialect.Length(columns.Text(rule.Subject))} <= {rule.Subject.MaxLength}",
        ColumnRuleKind.Pattern => dialect.FullMatch(columns.Text(rule.Subject), rule.Subject.Pattern!),
        _ => $"{columns.Text(rule.Subject)} IN ({string.Join(", ", rule.Subject.AcceptedValues.Select(dialect.Literal))})",
    };

    private string Bound(decimal? number, DateTimeOffset? time) => number is { } known ? dialect.Compared(known) : dialect.Literal(time!.Value);

    private string Derived(DerivationRule rule) =>
        rule.Value.Type == ExpressionType.Number ? dialect.Narrow(_expressions.Of(rule.Value)) : _expressions.Of(rule.Value);

    /// <summary>Whether no column has a reason of its own why the expression has no value.</summary>
    private string NoneWrong(Expression expression) =>
        string.Join(" AND ", ColumnsOf.Expression(expression).Select(IsNotWrong).Append("true"));

    private string IsNotWrong(ContractColumn column) => column.Required
        ? $"{columns.Value(column)} IS NOT NULL"
        : $"({columns.Text(column)} IS NULL OR {columns.Value(column)} IS NOT NULL)";
}
