namespace RetailBus.Warehouse.Serving;

/// <summary>One SELECT for the warehouse.</summary>
public sealed record WarehouseQuery
{
    public required string Sql { get; init; }

    /// <summary>Values that the SQL names as <c>$name</c>.</summary>
    public IReadOnlyList<(string Name, object? Value)> Parameters { get; init; } = [];

    /// <summary>Rows of the answer, 1 to <see cref="WarehouseOptions.MaxQueryRows"/>.</summary>
    public required int MaxRows { get; init; }

    /// <summary>Whether the SQL comes from outside and is checked before it runs. Default true.</summary>
    public bool IsForeign { get; init; } = true;
}
