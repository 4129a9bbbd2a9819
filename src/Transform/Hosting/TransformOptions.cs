using System.ComponentModel.DataAnnotations;

namespace RetailBus.Transform.Hosting;

/// <summary>The transform stage; section <c>Transform</c>.</summary>
public sealed class TransformOptions
{
    public const string Section = "Transform";

    public const string DuckDb = "duckdb";

    /// <summary>Which engine transforms. Default and only one so far: <c>duckdb</c>, in this process.</summary>
    [AllowedValues(DuckDb)]
    public string Engine { get; set; } = DuckDb;

    /// <summary>
    /// Where files are staged; needs room for the largest batch three times over. Default: <c>retailbus-transform</c> in the system's
    /// temporary folder.
    /// </summary>
    [Required]
    public string WorkFolder { get; set; } = Path.Combine(Path.GetTempPath(), "retailbus-transform");

    /// <summary>
    /// Bytes that one file may unpack to; guards against archives made to fill the disk. Default 50 GiB, range 1 MiB to 1 TiB.
    /// </summary>
    [Range(1L << 20, 1L << 40)]
    public long MaxExpandedBytes { get; set; } = 50L << 30;

    /// <summary>
    /// Key of hashed personal data (<c>pii: hash</c>): 32 random bytes or more in base64. From the environment
    /// (<c>Transform__PiiKey</c>) or a secret store, never from a file in the repository. Default: none.
    /// </summary>
    public string? PiiKey { get; set; }

    /// <summary>Batches transformed at a time. Default 4, range 1 to 64.</summary>
    [Range(1, 64)]
    public int ConcurrentBatches { get; set; } = 4;
}
