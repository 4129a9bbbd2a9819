using System.ComponentModel.DataAnnotations;

namespace RetailBus.Transform.DuckDb;

/// <summary>The embedded engine; section <c>Transform:DuckDb</c>.</summary>
public sealed class DuckDbOptions
{
    /// <summary>
    /// Memory of all transforms of the process together, in MiB; more spills to the work folder. Default 512, range 64 to 1,048,576.
    /// </summary>
    [Range(64, 1_048_576)]
    public int MemoryLimitMiB { get; set; } = 512;

    /// <summary>Threads of all transforms together. Default 0: as many as the machine has. Range 0 to 256.</summary>
    [Range(0, 256)]
    public int Threads { get; set; }

    /// <summary>
    /// Bytes after which a Parquet file is followed by another, in MiB. Default 200 (Snowflake loads 100 to 250 best), range 1 to 4,096.
    /// </summary>
    [Range(1, 4096)]
    public int FileSizeMiB { get; set; } = 200;
}
