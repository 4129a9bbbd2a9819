using RetailBus.Contracts.Rows;

namespace RetailBus.Cli.Client;

/// <summary>Rows of a batch that broke a rule.</summary>
internal sealed record QuarantinePage(IReadOnlyList<QuarantinedRow> Rows);
