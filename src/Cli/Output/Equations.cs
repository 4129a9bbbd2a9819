using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Output;

/// <summary>Both equations with their numbers.</summary>
internal static class Equations
{
    public static string Transform(RunRows rows) =>
        $"{RunText.Count(rows.Landed)} landed = {RunText.Count(rows.Headers)} headers + {RunText.Count(rows.Accepted)} accepted + "
        + $"{RunText.Count(rows.Quarantined)} quarantined + {RunText.Count(rows.Duplicates)} duplicates";

    /// <summary>The first equation without markup.</summary>
    public static string TransformText(RunRows rows) => Spectre.Console.Markup.Remove(Transform(rows));

    public static string Load(RunRows rows) =>
        $"{RunText.Count(rows.Accepted)} accepted = {RunText.Count(rows.Inserted)} inserted + {RunText.Count(rows.Updated)} updated + "
        + $"{RunText.Count(rows.Unchanged)} unchanged + {RunText.Count(rows.Superseded)} superseded";
}
