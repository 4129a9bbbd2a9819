using System.ComponentModel.DataAnnotations;

namespace RetailBus.Transform.Hosting;

/// <summary>The transform stage; section <c>Transform</c>.</summary>
public sealed class TransformOptions
{
    public const string Section = "Transform";

    public const string DuckDb = "duckdb";

    public const string Databricks = "databricks";

    /// <summary>
    /// Which engine transforms: <c>duckdb</c>, in this process, or <c>databricks</c>, by the job that section <c>Transform:Databricks</c>
    /// names. Default <c>duckdb</c>.
    /// </summary>
    [AllowedValues(DuckDb, Databricks)]
    public string Engine { get; set; } = DuckDb;

    /// <summary>
    /// Where files are staged; needs room for the largest batch three times over. Default: <c>retailbus-transform</c> in the system's
    /// temporary folder.
    /// </summary>
    [Required]
    public string WorkFolder { get; set; } = Path.Combine(Path.GetTempPath(), "retailbus-transform");

    /// <summary>
    /// Bytes that one file may unpack to; guards against archives made to fill the disk, which has to have room for three times as
    /// much. Default 20 GiB (four times the largest upload, some 300 million order lines), range 1 MiB to 1 TiB.
    /// </summary>
    [Range(1L << 20, 1L << 40)]
    public long MaxExpandedBytes { get; set; } = 20L << 30;

    /// <summary>
    /// How many times its packed size a file of more than 64 MiB may unpack to. Order files pack to a fifth or a twentieth, one made of
    /// nothing to a thousandth. Default 200, range 10 to 1,032 (what gzip can do at most: no limit).
    /// </summary>
    [Range(10, 1032)]
    public int MaxExpansion { get; set; } = 200;

    /// <summary>
    /// Key of hashed personal data (<c>pii: hash</c>): 32 random bytes or more in base64. From the environment
    /// (<c>Transform__PiiKey</c>) or a secret store, never from a file in the repository. Default: none.
    /// </summary>
    public string? PiiKey { get; set; }

    /// <summary>Batches transformed at a time. Default 4, range 1 to 64.</summary>
    [Range(1, 64)]
    public int ConcurrentBatches { get; set; } = 4;
}
