using System.Linq.Expressions;

namespace RetailBus.SagaStore.Tables;

/// <summary>The text by which a selector in a query is matched to the declared lookup: <c>x.Fingerprint</c>.</summary>
internal static class LookupPath
{
    public static string Of(LambdaExpression selector) => Of(selector.Body, selector.Parameters[0]);

    public static string Of(Expression expression, ParameterExpression saga)
    {
        var named = Expression.Parameter(saga.Type, "x");
        return new ParameterReplacer(saga, named).Visit(Stripped(expression)).ToString();
    }

    /// <summary>Without conversions and without the <c>.Value</c> of a nullable, which compilers put around a member.</summary>
    public static Expression Stripped(Expression expression)
    {
        while (true)
        {
            switch (expression)
            {
                case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } conversion:
                    expression = conversion.Operand;
                    break;
                case MemberExpression { Member.Name: "Value", Expression: { } nullable }
                    when Nullable.GetUnderlyingType(nullable.Type) is not null:
                    expression = nullable;
                    break;
                default:
                    return expression;
            }
        }
    }

    private sealed class ParameterReplacer(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
