namespace RetailBus.LocalCloud.S3.Store;

internal sealed record Part(
    int Number, long Size, string ETag, DateTimeOffset Modified, Checksum? Checksum, IReadOnlyList<Segment> Segments);
