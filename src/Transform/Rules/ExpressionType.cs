namespace RetailBus.Transform.Rules;

public enum ExpressionType
{
    Text,
    Number,
    Boolean,
    Timestamp,
}
