using RetailBus.Transform.Datasets;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.DuckDb;

/// <summary>A contract's expression as DuckDB's SQL.</summary>
/// <param name="value">The SQL of a column's typed value.</param>
internal sealed class ExpressionSql(Func<ContractColumn, string> value)
{
    public string Of(Expression expression) => expression switch
    {
        ColumnExpression column => value(column.Column),
        NumberExpression number => Sql.Literal(number.Value),
        TextExpression text => Sql.Literal(text.Value),
        BinaryExpression { Operator: RuleOperator.Multiply } product => Product(product),
        BinaryExpression binary => $"({Of(binary.Left)} {Sign(binary.Operator)} {Of(binary.Right)})",
        CallExpression { Function: RuleFunction.Abs } call => $"abs({Of(call.Arguments[0])})",
        CallExpression { Function: RuleFunction.Not } call => $"(NOT {Of(call.Arguments[0])})",
        CallExpression call => $"starts_with({Of(call.Arguments[0])}, {Of(call.Arguments[1])})",
        _ => throw new NotSupportedException($"{expression.GetType().Name} has no SQL."),
    };

    /// <summary>
    /// DuckDB multiplies two decimal(18,4) within 64 bits and fails beyond: wide operands don't. Products of products may still be too
    /// large; those become unknown.
    /// </summary>
    private string Product(BinaryExpression product)
    {
        var sql = $"(CAST({Of(product.Left)} AS DECIMAL(38,4)) * CAST({Of(product.Right)} AS DECIMAL(38,4)))";
        return product.Left is ColumnExpression && product.Right is ColumnExpression ? sql : $"TRY({sql})";
    }

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
