namespace RetailBus.Ingest.Uploads;

/// <summary>How far an upload in parts is.</summary>
/// <param name="Session">Its name in further requests.</param>
/// <param name="Key">Where the object will stand in the raw zone.</param>
/// <param name="Size">Bytes of the whole file.</param>
/// <param name="PartSize">Bytes of each part but the last.</param>
/// <param name="Parts">Those that are there.</param>
public sealed record UploadSessionState(string Session, string Key, long Size, int PartSize, IReadOnlyList<UploadedPart> Parts);
