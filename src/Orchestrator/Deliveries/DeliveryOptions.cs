using System.ComponentModel.DataAnnotations;

namespace RetailBus.Orchestrator.Deliveries;

/// <summary>Section <c>Deliveries</c>: how deliveries that contracts expect are watched. Nothing is where no contract expects any.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Deliveries";

    /// <summary>How often the watch looks. 1 second to 1 hour. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long after its time a delivery is taken for missing: what landed in time may still be loading. 0 to 12 hours. Default 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long before its day's begin a delivery may come and still be that day's, e.g. where tills deliver in the evening what is due
    /// in the morning. 0 to 12 hours. Default 0: a day's delivery lands on that day, in the contract's time zone.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan OpensBefore { get; set; }

    /// <summary>
    /// How far back the watch looks, for what it missed while it was off and for what comes late. 1 hour to 31 days. Default 3 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "31.00:00:00")]
    public TimeSpan Lookback { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// Where a contract names no stores, those are expected that delivered in this time before the day. 1 to 3650 days. Default 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KnownFor { get; set; } = TimeSpan.FromDays(30);
}
