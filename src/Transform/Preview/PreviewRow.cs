namespace RetailBus.Transform.Preview;

/// <summary>An accepted row, as the contract reads it.</summary>
/// <param name="Values">As text, in the order of the preview's fields; null for none.</param>
public sealed record PreviewRow(IReadOnlyList<string?> Values);
