namespace RetailBus.Orchestrator.Services;

/// <summary>By when stores deliver, as a contract says.</summary>
/// <param name="By">Local time of the day.</param>
/// <param name="TimeZone">IANA zone of <paramref name="By"/>.</param>
/// <param name="Stores">Store ids; empty for every store that delivered before.</param>
/// <param name="Days">Days on which a delivery is due; never empty.</param>
internal sealed record DeliveryExpectation(TimeOnly By, string TimeZone, IReadOnlyList<string> Stores, IReadOnlyList<DayOfWeek> Days);
