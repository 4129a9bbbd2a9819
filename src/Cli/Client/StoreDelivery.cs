namespace RetailBus.Cli.Client;

/// <summary>What a store was to deliver on a day, and did; <c>state</c> is missing, late, notYetDue or onTime.</summary>
internal sealed record StoreDelivery(
    string Dataset, string Store, DateOnly Date, string TimeZone, DateTimeOffset ExpectedBy, DateTimeOffset? DeliveredAt, long Rows, string State)
{
    public bool IsMissing => State == "missing";
}
