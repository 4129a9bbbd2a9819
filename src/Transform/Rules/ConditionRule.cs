using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Rules;

/// <summary>A contract's own rule across columns; unknown counts as kept.</summary>
public sealed record ConditionRule(ContractRule Rule) : RowRule(Rule.Name, Rule.Column);
