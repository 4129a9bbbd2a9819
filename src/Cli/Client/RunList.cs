using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Client;

/// <summary>Runs, the newest first.</summary>
internal sealed record RunList(IReadOnlyList<RunSummary> Runs);
