using RetailBus.Contracts.Rows;

namespace RetailBus.Web.Api;

/// <summary>Some of a batch's quarantined rows, in the order of their lines.</summary>
public sealed record QuarantinePage(Guid BatchId, string Dataset, int Attempt, long Total, long Offset, IReadOnlyList<QuarantinedRow> Rows);
