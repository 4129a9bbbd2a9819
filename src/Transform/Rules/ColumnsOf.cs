using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Rules;

internal static class ColumnsOf
{
    /// <summary>The columns that an expression reads, in the order in which it names them.</summary>
    public static IEnumerable<ContractColumn> Expression(Expression expression) => All(expression).Distinct();

    private static IEnumerable<ContractColumn> All(Expression expression) => expression switch
    {
        ColumnExpression column => [column.Column],
        BinaryExpression binary => All(binary.Left).Concat(All(binary.Right)),
        CallExpression call => call.Arguments.SelectMany(All),
        _ => [],
    };
}
