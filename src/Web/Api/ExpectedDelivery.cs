namespace RetailBus.Web.Api;

/// <summary>What a store was to deliver on a day, and did.</summary>
public sealed record ExpectedDelivery
{
    public required string Dataset { get; init; }

    public required string Store { get; init; }

    public DateOnly Date { get; init; }

    public string TimeZone { get; init; } = "";

    public DateTimeOffset ExpectedBy { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public long Rows { get; init; }

    /// <summary><c>missing</c>, <c>late</c>, <c>notYetDue</c> or <c>onTime</c>.</summary>
    public string State { get; init; } = "";
}
