using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Warehouse.Loading;

/// <summary>Why a load rolls back, in an operator's words, with both sides of what does not agree.</summary>
internal static class LoadRejections
{
    private const string Untouched = "The warehouse is as it was before.";

    public static BatchRejectedException RowsRead(BatchManifest manifest, long read) => new(
        FailureCodes.ManifestMismatch,
        $"The manifest promises {manifest.Rows.Accepted} rows, the files hold {read}. {Untouched} Replay the run to transform the file again.");

    public static BatchRejectedException FileRows(BatchManifest manifest, ManifestFile file, long read) => new(
        FailureCodes.ManifestMismatch,
        $"The manifest promises {file.Rows} of its {manifest.Rows.Accepted} rows in {file.Key}, which holds {read}. {Untouched} "
        + "Replay the run to transform the file again.");

    /// <param name="manifest">The batch's.</param>
    /// <param name="kind">The engine's name for the fault, without values of rows.</param>
    /// <param name="fault">As the engine raised it.</param>
    public static BatchRejectedException Unreadable(BatchManifest manifest, string kind, Exception fault) => new(
        FailureCodes.ManifestMismatch,
        $"The {manifest.Files.Count} files of the manifest can't be read as order lines ({kind}). {Untouched} "
        + "Replay the run to transform the file again.",
        fault);

    public static BatchRejectedException FilesChanged(BatchManifest manifest, Exception fault) => new(
        FailureCodes.OutputChanged,
        $"The {manifest.Files.Count} files of the manifest were changed while they were loaded. {Untouched} "
        + "Replay the run to transform the file again.",
        fault);

    public static BatchRejectedException ForeignRows(BatchManifest manifest, long rows) => new(
        FailureCodes.ManifestMismatch,
        $"{rows} of {manifest.Rows.Accepted} rows belong to another batch, dataset or landing than the manifest's. {Untouched} "
        + "Replay the run to transform the file again.");

    public static BatchRejectedException RepeatedKeys(BatchManifest manifest, long rows) => new(
        FailureCodes.ManifestMismatch,
        $"{rows} of {manifest.Rows.Accepted} rows share their key with another row of the same batch; a batch brings a key once. {Untouched} "
        + "Replay the run to transform the file again.");

    public static BatchRejectedException Unbalanced(BatchManifest manifest, LoadCounts counts) => new(
        FailureCodes.Unbalanced,
        $"Accepted {manifest.Rows.Accepted}, but inserted {counts.Inserted} + updated {counts.Updated} + unchanged {counts.Unchanged} + "
        + $"superseded {counts.Superseded} = {counts.Total}. {Untouched}");

    public static BatchRejectedException Cancelled(BatchManifest manifest, int attempt) => new(
        FailureCodes.Cancelled,
        $"Attempt {attempt} of batch {manifest.BatchId} was cancelled before it was loaded. {Untouched} "
        + "Replay the run to load it after all.");

    public static BatchRejectedException LostMoves(string what, long counted, long inserted, long removed) => new(
        FailureCodes.Unbalanced,
        $"{counted} rows were to be {what}, but {inserted} arrived and {removed} left. {Untouched}");

    public static BatchRejectedException LostRows(long accepted, long grown) => new(
        FailureCodes.Unbalanced,
        $"Accepted {accepted}, but current rows and history together grew by {grown}. {Untouched}");
}
