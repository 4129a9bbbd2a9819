namespace RetailBus.LocalCloud.Firehose;

/// <summary>An answer that Firehose gives as an error: its type, e.g. <c>ResourceNotFoundException</c>, and message.</summary>
internal sealed class FirehoseException(string type, string message) : Exception(message)
{
    public string Type { get; } = type;

    public int Status { get; init; } = 400;
}
