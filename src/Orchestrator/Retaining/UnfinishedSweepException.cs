using RetailBus.Contracts.Retaining;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>Some zones of a sweep could not be done; the others are.</summary>
internal sealed class UnfinishedSweepException(RetentionRecord record) : Exception(
    $"{record.Problem} "
    + string.Join(" ", record.Entries.Where(entry => !entry.IsDone).Select(entry => $"{entry.Dataset}, {entry.Zone}: {entry.Problem}")));
