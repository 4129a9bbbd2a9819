namespace RetailBus.Contracts.Names;


/// <summary>User metadata of raw objects (without the <c>x-amz-meta-</c> prefix).</summary>
public static class ObjectMetadata
{
    /// <summary>W3C trace context of whoever landed the object.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>The file's name as the user had it, percent-encoded UTF-8.</summary>
    public const string FileName = "file-name";
}
