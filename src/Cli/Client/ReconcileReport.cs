namespace RetailBus.Cli.Client;

/// <summary>What a look of the watch found.</summary>
internal sealed record ReconcileReport(
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    bool Repair,
    IReadOnlyDictionary<string, long> Checked,
    IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<ReconcileReport.Finding> Findings,
    bool? Balanced)
{
    internal sealed record Finding(string Kind, Guid? BatchId, string? Bucket, string? Key, string Detail, string Action);
}
