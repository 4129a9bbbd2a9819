namespace RetailBus.Contracts.Retaining;

public enum RetentionUnit
{
    Day,
    Month,
    Year,
}
