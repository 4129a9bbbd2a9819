using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Messages;


/// <summary>Event: an object version stands in the raw zone. Published by LAND; starts the run.</summary>
/// <remarks>The same landing may be announced many times; <see cref="BatchId"/> is the same each time.</remarks>
public sealed record OrderBatchLanded
{
    /// <summary>Name-based id of bucket, key and version; see <see cref="Batches.BatchIds"/>.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>First segment of the key below the raw zone, e.g. <c>orders</c>. May name no dataset: then the run fails with that reason.</summary>
    public required string Dataset { get; init; }

    public required LandedObject Object { get; init; }

    /// <summary>Why it was announced: <c>notification</c> (the bucket's own event) or <c>publish</c> (by hand).</summary>
    public required string Announcement { get; init; }
}
