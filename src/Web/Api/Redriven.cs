namespace RetailBus.Web.Api;

/// <summary>What a redrive did.</summary>
public sealed record Redriven(long Moved, long Remaining);
