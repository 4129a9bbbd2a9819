namespace RetailBus.Contracts.Messages;


/// <summary>Command to LOAD: the rows of a key go from the warehouse and its history, in one transaction that records how many.</summary>
public sealed record EraseWarehouseRows
{
    /// <summary>Comes back in the answer.</summary>
    public required EraseRows Command { get; init; }

    public string? OrderId { get; init; }

    public string? StoreId { get; init; }

    public string? ItemId { get; init; }

    public string? CustomerId { get; init; }
}
