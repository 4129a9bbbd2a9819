using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Datasets;

/// <summary>A rule across columns (ODCS <c>quality</c> of type custom, engine <c>retailbus</c>).</summary>
/// <param name="Name">Names the rule in quarantine reasons.</param>
/// <param name="Column">The column that it stands at; null for the whole record.</param>
/// <param name="Description">What is expected, in words.</param>
/// <param name="Condition">True for good rows. Unknown (a missing value) passes: that a value is required is another rule.</param>
public sealed record ContractRule(string Name, ContractColumn? Column, string Description, Expression Condition);
