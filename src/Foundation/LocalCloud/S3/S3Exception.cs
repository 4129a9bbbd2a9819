namespace RetailBus.LocalCloud.S3;

/// <summary>An answer that S3 gives as an error: its code, HTTP status and message.</summary>
internal sealed class S3Exception(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Whether what was addressed is a delete marker, told in <c>x-amz-delete-marker</c>.</summary>
    public bool DeleteMarker { get; init; }
}
