namespace RetailBus.Transform.Quarantine;

/// <summary>Lines whose occurrence numbers a resubmission goes on from, where identical lines are kept.</summary>
/// <param name="RootFiles">Accepted rows of the root, Parquet on this machine; their occurrences are numbered 1, 2, 3, …</param>
/// <param name="Resubmitted">How many lines earlier resubmissions have of a key; the key is that of the first occurrence.</param>
internal sealed record EarlierLines(IReadOnlyList<string> RootFiles, IReadOnlyDictionary<Guid, long> Resubmitted);
