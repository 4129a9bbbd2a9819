namespace RetailBus.Ingest.Uploads;

/// <summary>An upload that is refused; nothing of it stays.</summary>
internal sealed class UploadRefusedException(int statusCode, string reason) : Exception(reason)
{
    public int StatusCode { get; } = statusCode;
}
