using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Rules;

/// <summary>A column's typed value.</summary>
public sealed record ColumnExpression(ContractColumn Column) : Expression(TypeOf(Column))
{
    private static ExpressionType TypeOf(ContractColumn column) => column.Type switch
    {
        LogicalType.Number or LogicalType.Integer => ExpressionType.Number,
        LogicalType.Boolean => ExpressionType.Boolean,
        LogicalType.Timestamp => ExpressionType.Timestamp,
        _ => ExpressionType.Text,
    };
}
