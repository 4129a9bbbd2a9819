namespace RetailBus.Transform.Rules;

public enum ColumnRuleKind
{
    Required,
    Type,
    Minimum,
    Maximum,
    MinLength,
    MaxLength,
    Pattern,
    AcceptedValues,
}
