using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Opens the bytes of an object's version.</summary>
internal sealed class BlobReader(S3Store store)
{
    /// <exception cref="FileNotFoundException">The version has been deleted since it was looked up.</exception>
    public SegmentStream Open(ObjectVersion version) => new(store.Blobs, version.Segments);
}
