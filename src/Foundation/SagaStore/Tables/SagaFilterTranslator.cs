using System.Linq.Expressions;

namespace RetailBus.SagaStore.Tables;

/// <summary>
/// Turns a correlation expression into a condition on lookup columns. Comparisons for equality, <c>&amp;&amp;</c>,
/// <c>||</c>, <c>!</c>, boolean lookups and <c>HasValue</c> are understood; nothing else is, rather than scanning all sagas.
/// </summary>
internal sealed class SagaFilterTranslator
{
    private const string IdPath = "x.CorrelationId";

    private readonly SagaTable _table;
    private readonly ParameterExpression _saga;
    private readonly SqlFilter _filter = new();

    private SagaFilterTranslator(SagaTable table, ParameterExpression saga)
    {
        _table = table;
        _saga = saga;
    }

    public static SqlFilter Translate(SagaTable table, LambdaExpression expression)
    {
        var translator = new SagaFilterTranslator(table, expression.Parameters[0]);
        translator.Condition(expression.Body);
        return translator._filter;
    }

    private void Condition(Expression expression)
    {
        switch (expression)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso } and:
                Joined(and, " and ");
                break;
            case BinaryExpression { NodeType: ExpressionType.OrElse } or:
                Joined(or, " or ");
                break;
            case BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } comparison:
                Comparison(comparison);
                break;
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                // A comparison with a null column is neither true nor false in SQL, but false in C#.
                _filter.Append("not coalesce((");
                Condition(not.Operand);
                _filter.Append("), false)");
                break;
            case MemberExpression { Member.Name: "HasValue", Expression: { } nullable } when DependsOnSaga(nullable):
                _filter.Append(Column(nullable).Quoted).Append(" is not null");
                break;
            case var boolean when boolean.Type == typeof(bool) && DependsOnSaga(boolean):
                _filter.Append(Column(boolean).Quoted).Append(" = ").Bind(true);
                break;
            case var constant when constant.Type == typeof(bool):
                _filter.Append(Evaluate(constant) is true ? "true" : "false");
                break;
            default:
                throw NotUnderstood(expression);
        }
    }

    private void Joined(BinaryExpression expression, string by)
    {
        _filter.Append("(");
        Condition(expression.Left);
        _filter.Append(by);
        Condition(expression.Right);
        _filter.Append(")");
    }

    private void Comparison(BinaryExpression comparison)
    {
        var (member, other) = DependsOnSaga(comparison.Left)
            ? (comparison.Left, comparison.Right)
            : (comparison.Right, comparison.Left);
        if (!DependsOnSaga(member) || DependsOnSaga(other))
            throw NotUnderstood(comparison);

        var (column, clrType) = Column(member);
        var value = LookupValue.Normalize(Evaluate(other), clrType);
        var equal = comparison.NodeType == ExpressionType.Equal;
        if (value is null)
            _filter.Append(column).Append(equal ? " is null" : " is not null");
        else if (equal)
            _filter.Append(column).Append(" = ").Bind(value);
        else
            _filter.Append("(").Append(column).Append(" <> ").Bind(value).Append($" or {column} is null)");
    }

    private (string Quoted, Type ClrType) Column(Expression member)
    {
        var path = LookupPath.Of(member, _saga);
        if (path == IdPath)
            return ("id", typeof(Guid));

        var lookup = _table.Get(path);
        return (lookup.Quoted, lookup.ClrType);
    }

    private bool DependsOnSaga(Expression expression) => new ParameterFinder(_saga).Finds(expression);

    private static object? Evaluate(Expression expression) =>
        expression is ConstantExpression constant
            ? constant.Value
            : Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();

    private SagaStoreException NotUnderstood(Expression expression) => new(
        $"The correlation expression '{expression}' on {_table.SagaType.Name} cannot be looked up: compare lookups for equality");

    private sealed class ParameterFinder(ParameterExpression parameter) : ExpressionVisitor
    {
        private bool _found;

        public bool Finds(Expression expression)
        {
            Visit(expression);
            return _found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found |= node == parameter;
            return node;
        }
    }
}
