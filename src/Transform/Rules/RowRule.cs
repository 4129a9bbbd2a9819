using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Rules;

/// <summary>Something that every accepted row keeps to. The dialects generate from it both the test and the sentence.</summary>
/// <param name="Name">Names the rule in quarantine reasons.</param>
/// <param name="Column">The column that it is about; null for the whole record.</param>
public abstract record RowRule(string Name, ContractColumn? Column);
