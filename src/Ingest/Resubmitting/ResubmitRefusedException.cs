namespace RetailBus.Ingest.Resubmitting;

/// <summary>A resubmission that is refused; nothing of it stays.</summary>
internal sealed class ResubmitRefusedException(int statusCode, string reason) : Exception(reason)
{
    public int StatusCode { get; } = statusCode;
}
