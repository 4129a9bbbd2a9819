using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>A group in which copies of one load (same attempt, or same manifest) count once.</summary>
internal sealed class GroupOfLoads
{
    private readonly Dictionary<StagedBatch, StagedBatch> _leaders = new(ReferenceEqualityComparer.Instance);

    public GroupOfLoads(IReadOnlyList<StagedBatch> group)
    {
        var byAttempt = new Dictionary<(Guid, int), StagedBatch>();
        var byManifest = new Dictionary<(Guid, string, string), StagedBatch>();
        List<StagedBatch> leaders = [];
        foreach (var batch in group)
        {
            var attempt = (batch.BatchId, batch.Attempt);
            var manifest = (batch.BatchId, batch.Reference.Bucket, batch.Reference.Key);
            var leader = byAttempt.GetValueOrDefault(attempt) ?? byManifest.GetValueOrDefault(manifest);
            if (leader is null)
                leaders.Add(leader = batch);
            byAttempt.TryAdd(attempt, leader);
            byManifest.TryAdd(manifest, leader);
            _leaders[batch] = leader;
        }

        Leaders = leaders;
    }

    /// <summary>Each load once.</summary>
    public IReadOnlyList<StagedBatch> Leaders { get; }

    public StagedBatch LeaderOf(StagedBatch batch) => _leaders[batch];
}
