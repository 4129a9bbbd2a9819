namespace RetailBus.Web.Api;

/// <summary>Changes whenever the warehouse does.</summary>
public sealed record WarehouseVersion(long Loads, DateTimeOffset? CommittedAt);
