namespace RetailBus.Orchestrator.Deliveries;

/// <summary>How a store's delivery of a day stands.</summary>
public static class DeliveryState
{
    /// <summary>Rows landed in time and are loaded.</summary>
    public const string OnTime = "onTime";

    /// <summary>Rows landed after their time, and before the next delivery's day.</summary>
    public const string Late = "late";

    /// <summary>No rows are loaded, and their time has passed.</summary>
    public const string Missing = "missing";

    /// <summary>No rows are loaded, and there is time.</summary>
    public const string NotYetDue = "notYetDue";

    /// <summary>All of them, what needs someone first.</summary>
    internal static IReadOnlyList<string> All { get; } = [Missing, Late, NotYetDue, OnTime];
}
