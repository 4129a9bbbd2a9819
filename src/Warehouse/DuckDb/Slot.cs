using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The place that a batch's file fills.</summary>
internal readonly record struct Slot(string Dataset, string Bucket, string Key)
{
    public static Slot Of(StagedBatch batch) => new(batch.Manifest.Dataset, batch.Manifest.Source.Bucket, batch.Manifest.Source.Key);
}
