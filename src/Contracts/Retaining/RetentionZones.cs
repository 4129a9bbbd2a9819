namespace RetailBus.Contracts.Retaining;

/// <summary>Where data is kept, as contracts spell it.</summary>
public static class RetentionZones
{
    public const string Raw = "raw";
    public const string Processed = "processed";
    public const string Quarantine = "quarantine";

    /// <summary>The current rows.</summary>
    public const string Warehouse = "warehouse";

    /// <summary>Rows that are not current.</summary>
    public const string History = "history";

    /// <summary>In the order of the data's way.</summary>
    public static IReadOnlyList<string> All { get; } = [Raw, Processed, Quarantine, Warehouse, History];
}
