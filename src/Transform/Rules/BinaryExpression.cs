namespace RetailBus.Transform.Rules;

/// <summary>Two operands; arithmetic yields a number, everything else a truth value.</summary>
public sealed record BinaryExpression(RuleOperator Operator, Expression Left, Expression Right)
    : Expression(Operator <= RuleOperator.Multiply ? ExpressionType.Number : ExpressionType.Boolean);
