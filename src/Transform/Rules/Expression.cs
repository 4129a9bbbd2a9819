namespace RetailBus.Transform.Rules;

/// <summary>A typed expression over a row's columns, independent of a SQL dialect. A missing value makes it unknown, as in SQL.</summary>
public abstract record Expression(ExpressionType Type);
