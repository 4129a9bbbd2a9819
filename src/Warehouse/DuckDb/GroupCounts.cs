using RetailBus.Contracts.Batches;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The terms of a group's second equations, each filled by a statement of its own.</summary>
internal sealed class GroupCounts(int loads)
{
    public long[] Read { get; } = new long[loads];

    public long[] Inserted { get; } = new long[loads];

    public long[] Updated { get; } = new long[loads];

    public long[] Unchanged { get; } = new long[loads];

    public long[] Superseded { get; } = new long[loads];

    public long[] Retracted { get; } = new long[loads];

    public LoadCounts Of(int load) => new()
    {
        Inserted = Inserted[load],
        Updated = Updated[load],
        Unchanged = Unchanged[load],
        Superseded = Superseded[load],
        Retracted = Retracted[load],
    };
}
