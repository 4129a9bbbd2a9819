namespace RetailBus.Transform.Datasets;

public enum RetentionUnit
{
    Day,
    Month,
    Year,
}
