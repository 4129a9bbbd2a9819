namespace RetailBus.Transform.Preview;

/// <summary>A column of the file.</summary>
/// <param name="Name">As its header calls it.</param>
/// <param name="Column">The contract's; null for one that the contract does not know, whose values are kept beside the row.</param>
public sealed record PreviewColumn(string Name, string? Column);
