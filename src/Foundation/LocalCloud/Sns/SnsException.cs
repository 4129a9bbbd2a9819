namespace RetailBus.LocalCloud.Sns;

/// <summary>An error that SNS reports to its caller.</summary>
/// <param name="code">Code of the API reference, e.g. <c>NotFound</c>.</param>
/// <param name="message">Sentence for the person at the client.</param>
/// <param name="status">HTTP status.</param>
internal sealed class SnsException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
