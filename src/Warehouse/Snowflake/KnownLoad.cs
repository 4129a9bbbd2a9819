using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>What the warehouse knows of a load.</summary>
internal sealed record KnownLoad
{
    /// <summary>The newest attempt of the batch that was cancelled; null for none.</summary>
    public long? CancelledUpTo { get; init; }

    /// <summary>Of the dataset, so far.</summary>
    public long Erasures { get; init; }

    /// <summary>Null when it was not loaded.</summary>
    public LoadOutcome? Outcome { get; init; }
}
