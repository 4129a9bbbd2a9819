namespace RetailBus.LocalCloud.Hosting.Signing;

/// <summary>A request whose signature is refused; each family of protocols has its own code for that.</summary>
internal sealed class SignatureException(string message) : Exception(message)
{
    public required string S3Code { get; init; }

    public required string QueryCode { get; init; }

    /// <summary>The shape's name in the JSON protocols' <c>__type</c>.</summary>
    public required string JsonType { get; init; }

    public int S3Status { get; init; } = 403;

    public int QueryStatus { get; init; } = 403;

    public int JsonStatus { get; init; } = 400;
}
