using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.Quarantine;

/// <summary>Some of a batch's quarantined rows, in the order of their lines.</summary>
public sealed record QuarantinePage
{
    public required Guid BatchId { get; init; }

    public required string Dataset { get; init; }

    public required int Attempt { get; init; }

    /// <summary>All quarantined rows of the attempt.</summary>
    public required long Total { get; init; }

    public required long Offset { get; init; }

    public required IReadOnlyList<QuarantinedRow> Rows { get; init; }
}
