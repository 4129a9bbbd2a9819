namespace RetailBus.Warehouse.Loading;

/// <summary>The place that a batch's file fills.</summary>
internal readonly record struct Slot(string Dataset, string Bucket, string Key)
{
    public static Slot Of(StagedBatch batch) => new(batch.Manifest.Dataset, batch.Manifest.Source.Bucket, batch.Manifest.Source.Key);

    /// <summary>Groups in which no slot stands twice: a later content of a slot meets the earlier one in the load history.</summary>
    public static List<List<StagedBatch>> Rounds(IReadOnlyList<StagedBatch> pending)
    {
        List<List<StagedBatch>> rounds = [];
        var taken = new Dictionary<Slot, int>();
        foreach (var batch in pending)
        {
            var slot = Of(batch);
            var round = taken.GetValueOrDefault(slot);
            if (round == rounds.Count)
                rounds.Add([]);
            rounds[round].Add(batch);
            taken[slot] = round + 1;
        }

        return rounds;
    }
}
