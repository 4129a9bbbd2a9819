namespace RetailBus.Transform.Spark;

/// <summary>A canonical column whose figures the job takes.</summary>
/// <param name="Name">The column.</param>
/// <param name="Type">text, number or time.</param>
/// <param name="ShowsValues">Whether values of it may stand in the manifest.</param>
/// <param name="HasManyValues">Whether its different values are estimated in many rows.</param>
public sealed record SparkQualityColumn(string Name, string Type, bool ShowsValues, bool HasManyValues);
