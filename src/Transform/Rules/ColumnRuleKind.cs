namespace RetailBus.Transform.Rules;

public enum ColumnRuleKind
{
    Required,
    Type,
    Minimum,
    Maximum,
    Pattern,
    AcceptedValues,
}
