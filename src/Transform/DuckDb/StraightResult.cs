namespace RetailBus.Transform.DuckDb;

/// <summary>What the straight pass wrote, and whether that is all there is to the file.</summary>
internal sealed record StraightResult(bool IsWhole, LocalOutput Output);
