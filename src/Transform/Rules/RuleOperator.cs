namespace RetailBus.Transform.Rules;

public enum RuleOperator
{
    Add,
    Subtract,
    Multiply,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
}
