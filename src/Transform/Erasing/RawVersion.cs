using RetailBus.Contracts.Batches;

namespace RetailBus.Transform.Erasing;

/// <summary>A version of an object that may hold rows of the key.</summary>
/// <param name="Object">As it stands.</param>
/// <param name="IsNewest">Whether it is what its key holds now.</param>
internal sealed record RawVersion(LandedObject Object, bool IsNewest);
