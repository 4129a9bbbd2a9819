namespace RetailBus.Transform.Rules;

/// <summary>A derived canonical column must come out: known, and within its type.</summary>
/// <param name="Canonical">The column that is derived.</param>
/// <param name="Value">How.</param>
public sealed record DerivationRule(string Canonical, Expression Value) : RowRule("derived", null);
