namespace RetailBus.Orchestrator.Services;

/// <summary>What landed of a store in a time, and is loaded.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="FirstLandedAt">UTC.</param>
/// <param name="Rows">Current ones, and those in the history.</param>
internal sealed record StoreLanding(string StoreId, DateTimeOffset FirstLandedAt, long Rows);
