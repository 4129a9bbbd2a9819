using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Bytes that are on disk and match everything that was claimed about them, but belong to no object yet.</summary>
internal sealed record StoredPayload(IReadOnlyList<Segment> Segments, long Size, byte[] Md5, Checksum? Checksum)
{
    public string ETag => Convert.ToHexStringLower(Md5);
}
