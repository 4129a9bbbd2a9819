namespace RetailBus.Contracts.Names;


/// <summary>User metadata of raw objects (without the <c>x-amz-meta-</c> prefix).</summary>
public static class ObjectMetadata
{
    /// <summary>W3C trace context of whoever landed the object.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>The file's name as the user had it, percent-encoded UTF-8.</summary>
    public const string FileName = "file-name";

    /// <summary>Of resubmitted rows: <see cref="Batches.Resubmission.ParentBatchId"/>.</summary>
    public const string Parent = "parent";

    /// <summary><see cref="Batches.Resubmission.RootBatchId"/>.</summary>
    public const string Root = "root";

    /// <summary><see cref="Batches.Resubmission.RootAttempt"/>.</summary>
    public const string RootAttempt = "root-attempt";

    /// <summary><see cref="Batches.Resubmission.Number"/>.</summary>
    public const string Resubmission = "resubmission";

    /// <summary>Who resubmitted the rows, percent-encoded UTF-8.</summary>
    public const string Actor = "actor";

    /// <summary>Why, percent-encoded UTF-8.</summary>
    public const string Reason = "reason";

    /// <summary>SHA-256 of resubmitted bytes, lower-case hex: the same correction sent twice is one.</summary>
    public const string Content = "content-sha256";
}
