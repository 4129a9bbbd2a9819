namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>
/// One operation of S3's API: how a request for it looks, and what answers it. <c>Subresource</c> is the query parameter that marks it,
/// <c>Header</c> the header; <c>Parameters</c> are the other query parameters that it understands.
/// </summary>
internal sealed record S3Operation(string Name, string Method, S3Scope Scope, Func<S3Call, Task> Handler)
{
    public string? Subresource { get; init; }

    public string? Header { get; init; }

    public IReadOnlyList<string> Parameters { get; init; } = [];
}
