namespace RetailBus.Ingest.Uploads;

/// <summary>A part that is there.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of its bytes, base64.</param>
public sealed record UploadedPart(int Number, long Size, string? Sha256);
