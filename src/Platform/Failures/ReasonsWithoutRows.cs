using RetailBus.Contracts.Batches;

namespace RetailBus.Platform.Failures;

/// <summary>
/// Reasons of failures for those who must not see rows: logs, traces, lineage. A reason about a file's contents quotes examples of them;
/// the run and its timeline have it in full.
/// </summary>
public static class ReasonsWithoutRows
{
    /// <summary>Kinds whose reasons are made of what the product itself knows.</summary>
    private static readonly HashSet<string> Plain =
    [
        FailureCodes.UnknownDataset, FailureCodes.EmptyFile, FailureCodes.Overwritten, FailureCodes.OutputChanged,
        FailureCodes.ManifestMismatch, FailureCodes.Unbalanced, FailureCodes.AccessDenied, FailureCodes.Unavailable, FailureCodes.Internal,
    ];

    /// <param name="code">One of <see cref="FailureCodes"/>.</param>
    /// <param name="reason">As the run tells it.</param>
    public static string Of(string code, string reason) => code switch
    {
        _ when Plain.Contains(code) => reason,
        FailureCodes.TooManyRejects => "More than half of the file's first rows break the dataset's rules; the run says which.",
        FailureCodes.MissingColumn => "The file has not all columns that the dataset needs; the run says which are missing.",
        FailureCodes.Cancelled => "An operator has cancelled the run.",
        FailureCodes.RunElsewhere => "The engine's own run gave no output; the run says why and where to look.",
        _ => "The file can't be read as it is; the run says why.",
    };
}
