using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>A part as the client lists it when completing an upload.</summary>
internal sealed record CompletedPart(int Number, string ETag, Checksum? Checksum);
