using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;

namespace RetailBus.Transform.Erasing;

/// <summary>Where the content of a batch stands since rows were erased from it, and which erasures took some.</summary>
internal sealed record FormPointer : FormPlace
{
    /// <summary>The erasures that took rows, for outputs that a transform under way may write from the old content.</summary>
    public required IReadOnlyList<Removal> Removals { get; init; }

    /// <summary>Forms that were taken away before a pointer named them; it comes too late to do so.</summary>
    public IReadOnlyList<Place> Refused { get; init; } = [];

    public bool Refuses(LandedObject form) => Refused.Contains(Place.Of(form));

    internal sealed record Place(string Bucket, string Key, string? VersionId)
    {
        public static Place Of(LandedObject form) => new(form.Bucket, form.Key, form.VersionId);
    }

    /// <param name="ErasureId">The erasure.</param>
    /// <param name="Shape">Of the file, for the erasure's key.</param>
    internal sealed record Removal(Guid ErasureId, FileShape Shape);
}
