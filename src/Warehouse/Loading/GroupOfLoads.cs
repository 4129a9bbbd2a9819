namespace RetailBus.Warehouse.Loading;

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

    /// <summary>A batch's own outcome, or that of the load that it is a copy of.</summary>
    /// <param name="batch">Of the group.</param>
    /// <param name="outcomes">At least those of the leaders.</param>
    public LoadOutcome OutcomeOf(StagedBatch batch, Dictionary<StagedBatch, LoadOutcome> outcomes)
    {
        if (outcomes.TryGetValue(batch, out var own))
            return own;
        var outcome = outcomes[_leaders[batch]];
        return outcome.Counts is null
            ? outcome
            : LoadOutcome.Loaded(outcome.Counts, outcome.CommittedAt, before: true);
    }
}
