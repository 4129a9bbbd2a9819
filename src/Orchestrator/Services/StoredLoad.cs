namespace RetailBus.Orchestrator.Services;

/// <summary>An entry of the warehouse's load history.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Attempt">The attempt that loaded it; a batch that was replayed has several.</param>
/// <param name="Bucket">The slot's bucket.</param>
/// <param name="Key">The slot's key.</param>
/// <param name="Accepted">Rows that were loaded.</param>
/// <param name="CommittedAt">UTC.</param>
internal sealed record StoredLoad(Guid BatchId, int Attempt, string Bucket, string Key, long Accepted, DateTimeOffset CommittedAt);
