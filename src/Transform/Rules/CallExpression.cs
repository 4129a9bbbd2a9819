namespace RetailBus.Transform.Rules;

/// <summary>A function of the contract's expression language.</summary>
public sealed record CallExpression(RuleFunction Function, IReadOnlyList<Expression> Arguments)
    : Expression(Function == RuleFunction.Abs ? ExpressionType.Number : ExpressionType.Boolean);
