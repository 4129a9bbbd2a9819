using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.Tests.Loading;

/// <summary>
/// What the current rows are, by definition and from scratch: of each key the newest version among the rows of active loads. A load is
/// active unless a newer one of its slot replaces, or is a further attempt of the same batch.
/// </summary>
internal static class Claims
{
    public sealed record Load(StagedBatch Batch, IReadOnlyDictionary<string, decimal> Rows)
    {
        public (string, string) Slot => (Batch.Manifest.Dataset, Batch.Manifest.Source.Key);

        public (DateTimeOffset, string, string, int) Version =>
            (Batch.Manifest.Source.LandedAt, Batch.Manifest.Source.Sequencer, Batch.BatchId.ToString(), Batch.Manifest.Attempt);

        public bool IsRetiredBy(Load newer) => newer.Slot == Slot && newer.Version.CompareTo(Version) > 0
            && (newer.Batch.Manifest.OnReland == "replace" || newer.Batch.BatchId == Batch.BatchId);
    }

    /// <returns>Key, amount, batch and attempt of each current row, ordered by key.</returns>
    public static List<string> Current(IReadOnlyCollection<Load> loads)
    {
        var active = loads.Where(load => !loads.Any(load.IsRetiredBy)).ToList();
        return [.. active.SelectMany(load => load.Rows.Keys).Distinct().Order(StringComparer.Ordinal).Select(key =>
        {
            var newest = active.Where(load => load.Rows.ContainsKey(key)).MaxBy(load => load.Version)!;
            return FormattableString.Invariant($"{key}|{newest.Rows[key]:0.0000}|{newest.Batch.BatchId}|{newest.Batch.Manifest.Attempt}");
        })];
    }
}
