namespace RetailBus.Transform.Rules;

/// <summary>A number as written.</summary>
public sealed record NumberExpression(decimal Value) : Expression(ExpressionType.Number);
