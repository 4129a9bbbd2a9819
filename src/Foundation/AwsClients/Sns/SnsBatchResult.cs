namespace RetailBus.AwsClients.Sns;

/// <summary>What became of each entry of a batch; the call itself succeeds even when every entry failed.</summary>
/// <param name="Successful">Entry id to message id.</param>
/// <param name="Failed">The entries that were not published.</param>
public sealed record SnsBatchResult(IReadOnlyDictionary<string, string> Successful, IReadOnlyList<SnsBatchFailure> Failed);
