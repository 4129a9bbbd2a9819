using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Erasures;

/// <summary>Where the content of a batch stands since rows were erased from it.</summary>
public record FormPlace
{
    public required LandedObject Original { get; init; }

    public required LandedObject Cleaned { get; init; }
}
