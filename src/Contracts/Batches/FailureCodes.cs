namespace RetailBus.Contracts.Batches;

/// <summary>The kinds of stage failures. Codes are for programs; the reason beside them is for people.</summary>
public static class FailureCodes
{
    public const string UnknownDataset = "unknown-dataset";
    public const string EmptyFile = "empty-file";
    public const string NotText = "not-text";
    public const string Unreadable = "unreadable";
    public const string MissingColumn = "missing-column";
    public const string TooManyRejects = "too-many-rejects";
    public const string Overwritten = "overwritten";
    /// <summary>What was read does not agree with the manifest, nor would it the next time.</summary>
    public const string ManifestMismatch = "manifest-mismatch";

    /// <summary>The manifest or a file that it names is gone or was changed since: by an erasure, or the retention.</summary>
    public const string OutputChanged = "output-changed";

    public const string Unbalanced = "unbalanced";
    public const string Cancelled = "cancelled";

    /// <summary>A run in another system ended without output; the reason quotes what that system said.</summary>
    public const string RunElsewhere = "run-elsewhere";

    public const string AccessDenied = "access-denied";
    public const string Unavailable = "unavailable";
    public const string Internal = "internal";
}
