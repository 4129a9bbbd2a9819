namespace RetailBus.Transform.Rules;

/// <summary>Text between single quotes.</summary>
public sealed record TextExpression(string Value) : Expression(ExpressionType.Text);
