namespace RetailBus.Transform.Datasets;

/// <summary>How a dataset's files write numbers.</summary>
/// <param name="DecimalSeparator">Parts the whole from the fraction.</param>
/// <param name="GroupSeparator">May part thousands; null for nothing.</param>
internal sealed record NumberFormat(char DecimalSeparator, char? GroupSeparator);
