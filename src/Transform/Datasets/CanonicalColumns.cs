using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.Datasets;

/// <summary>Which canonical columns a contract fills, and which the batch does.</summary>
internal static class CanonicalColumns
{
    public static IReadOnlyList<string> OfTheBatch { get; } =
        [OrderLine.Dataset, OrderLine.SourceObject, OrderLine.BatchId, OrderLine.LandedAt, OrderLine.RowKey, OrderLine.Extra];

    public static IEnumerable<CanonicalColumn> OfTheContract { get; } =
        [.. OrderLine.Columns.Where(column => !OfTheBatch.Contains(column.Name))];
}
