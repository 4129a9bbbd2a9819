namespace RetailBus.Ingest.Uploads;

/// <summary>Begins an upload in parts.</summary>
/// <param name="Name">Of the file, as its owner calls it.</param>
/// <param name="Size">Bytes of the whole file.</param>
public sealed record UploadSessionRequest(string? Name, long Size);
