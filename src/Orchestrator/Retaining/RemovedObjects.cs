using RetailBus.Contracts.Retaining;

namespace RetailBus.Orchestrator.Retaining;

/// <summary>What became of objects that were to be removed; those in neither are something else by now.</summary>
/// <param name="Gone">Those that are gone.</param>
/// <param name="Refused">What S3 did not remove, as <c>key (error code)</c>.</param>
internal sealed record RemovedObjects(IReadOnlyList<ExpiringObject> Gone, IReadOnlyList<string> Refused);
