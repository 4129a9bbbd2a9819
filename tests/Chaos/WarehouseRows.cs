namespace RetailBus.Chaos;

/// <summary>What a warehouse holds, as text.</summary>
/// <param name="Current">Current rows, all canonical columns.</param>
/// <param name="History">Rows that are not current.</param>
/// <param name="CurrentContents">Current rows without where they came from.</param>
/// <param name="Reasons">Why rows are in the history, with their number.</param>
internal sealed record WarehouseRows(
    IReadOnlyList<string> Current, IReadOnlyList<string> History, IReadOnlyList<string> CurrentContents, IReadOnlyList<string> Reasons);
