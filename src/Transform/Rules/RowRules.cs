using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Rules;

/// <summary>All rules of a contract, in the order in which reasons are told.</summary>
public static class RowRules
{
    public static IReadOnlyList<RowRule> Of(DatasetContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return
        [
            .. contract.Columns.SelectMany(OfColumn),
            .. contract.Rules.Select(rule => new ConditionRule(rule)),
            .. OrderLine.Columns
                .Where(column => column.Required && contract.Derived.TryGetValue(column.Name, out var value) && value is not TextExpression)
                .Select(column => new DerivationRule(column.Name, contract.Derived[column.Name])),
        ];
    }

    private static IEnumerable<ColumnRule> OfColumn(ContractColumn column)
    {
        if (column.Required)
            yield return new ColumnRule(ColumnRuleKind.Required, column);
        if (column.Type != LogicalType.Text)
            yield return new ColumnRule(ColumnRuleKind.Type, column);
        if (column.Minimum is not null || column.MinimumTime is not null)
            yield return new ColumnRule(ColumnRuleKind.Minimum, column);
        if (column.Maximum is not null || column.MaximumTime is not null)
            yield return new ColumnRule(ColumnRuleKind.Maximum, column);
        if (column.MinLength is not null)
            yield return new ColumnRule(ColumnRuleKind.MinLength, column);
        if (column.MaxLength is not null)
            yield return new ColumnRule(ColumnRuleKind.MaxLength, column);
        if (column.Pattern is not null)
            yield return new ColumnRule(ColumnRuleKind.Pattern, column);
        if (column.AcceptedValues.Count > 0)
            yield return new ColumnRule(ColumnRuleKind.AcceptedValues, column);
    }
}
