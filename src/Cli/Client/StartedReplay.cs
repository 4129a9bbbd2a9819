namespace RetailBus.Cli.Client;

/// <summary>What a replay takes up; without id what it would.</summary>
internal sealed record StartedReplay(Guid? ReplayId, int Matched, IReadOnlyList<StartedReplay.Batch> Batches, int Concurrency)
{
    internal sealed record Batch(Guid BatchId, string Dataset, string SourceObject, string State, DateTimeOffset LandedAt);
}
