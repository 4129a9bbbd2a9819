using RetailBus.Transform.Datasets;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Dialects;

/// <summary>A contract's expression as SQL.</summary>
/// <param name="dialect">Whose SQL.</param>
/// <param name="value">The SQL of a column's typed value.</param>
internal sealed class ExpressionSql(SqlDialect dialect, Func<ContractColumn, string> value)
{
    public string Of(Expression expression) => expression switch
    {
        ColumnExpression column => value(column.Column),
        NumberExpression number => dialect.Literal(number.Value),
        TextExpression text => dialect.Literal(text.Value),
        BinaryExpression { Operator: RuleOperator.Multiply } product => dialect.Product(
            Of(product.Left), Of(product.Right), product.Left is ColumnExpression && product.Right is ColumnExpression),
        BinaryExpression { Operator: >= RuleOperator.Equal and <= RuleOperator.GreaterOrEqual } comparison =>
            $"({Side(comparison.Left)} {Sign(comparison.Operator)} {Side(comparison.Right)})",
        BinaryExpression { Operator: RuleOperator.Add or RuleOperator.Subtract } sum =>
            $"({Term(sum.Left)} {Sign(sum.Operator)} {Term(sum.Right)})",
        BinaryExpression binary => $"({Of(binary.Left)} {Sign(binary.Operator)} {Of(binary.Right)})",
        CallExpression { Function: RuleFunction.Abs } call => $"abs({Of(call.Arguments[0])})",
        CallExpression { Function: RuleFunction.Not } call => $"(NOT {Of(call.Arguments[0])})",
        CallExpression call => dialect.StartsWith(Of(call.Arguments[0]), Of(call.Arguments[1])),
        _ => throw new NotSupportedException($"{expression.GetType().Name} has no SQL."),
    };

    private string Side(Expression side) => side is NumberExpression number ? dialect.Compared(number.Value) : Of(side);

    private string Term(Expression term) => term switch
    {
        _ when IsSum(term) => dialect.SumAsTerm(Of(term)),
        _ when IsColumn(term) => dialect.ColumnAsTerm(Of(term)),
        _ => Of(term),
    };

    private static bool IsColumn(Expression expression) =>
        expression is ColumnExpression || (expression is CallExpression { Function: RuleFunction.Abs } call && IsColumn(call.Arguments[0]));

    private static bool IsSum(Expression expression) => expression switch
    {
        BinaryExpression { Operator: RuleOperator.Add or RuleOperator.Subtract } => true,
        CallExpression { Function: RuleFunction.Abs } call => IsSum(call.Arguments[0]),
        _ => false,
    };

    private static string Sign(RuleOperator @operator) => @operator switch
    {
        RuleOperator.Add => "+",
        RuleOperator.Subtract => "-",
        RuleOperator.Equal => "=",
        RuleOperator.NotEqual => "<>",
        RuleOperator.Less => "<",
        RuleOperator.LessOrEqual => "<=",
        RuleOperator.Greater => ">",
        RuleOperator.GreaterOrEqual => ">=",
        RuleOperator.And => "AND",
        RuleOperator.Or => "OR",
        _ => throw new NotSupportedException($"{@operator} has no sign."),
    };
}
