using System.Text.RegularExpressions;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// Paths of files below the stage. COPY takes no bound values, so a path is of letters that end no literal, or is refused.
/// </summary>
internal static partial class StagedPaths
{
    /// <returns>The path, as it is.</returns>
    /// <exception cref="BatchRejectedException">It is none that a transform writes.</exception>
    public static string Check(string path) => Plain().IsMatch(path) && !path.Contains("..", StringComparison.Ordinal)
        ? path
        : throw new BatchRejectedException(
            FailureCodes.ManifestMismatch,
            "The manifest names a file by a key that no transform writes (letters, digits and _ . = / - only). The warehouse is as it was "
            + "before. Replay the run to transform the file again.");

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.=/-]{0,900}\z")]
    private static partial Regex Plain();
}
