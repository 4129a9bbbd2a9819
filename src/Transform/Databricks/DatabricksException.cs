using System.Net;

namespace RetailBus.Transform.Databricks;

/// <summary>The workspace refused a request.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="errorCode">Databricks' own code, e.g. <c>INVALID_PARAMETER_VALUE</c>; null when the answer had none.</param>
/// <param name="retryAfter">How long to wait, where the answer said so.</param>
internal sealed class DatabricksException(HttpStatusCode status, string? errorCode, TimeSpan? retryAfter)
    : Exception($"Databricks answered {(int)status}{(errorCode is null ? "" : $" ({errorCode})")}.")
{
    public HttpStatusCode Status { get; } = status;

    public string? ErrorCode { get; } = errorCode;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether the same request may be taken later.</summary>
    public bool IsBusy => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)Status >= 500;
}
