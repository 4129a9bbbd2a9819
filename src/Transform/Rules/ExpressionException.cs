namespace RetailBus.Transform.Rules;

/// <summary>A contract's expression can't be read; the message says where and what was expected.</summary>
public sealed class ExpressionException(string message) : Exception(message);
