using System.ComponentModel.DataAnnotations;

namespace RetailBus.Warehouse;

/// <summary>Section <c>Warehouse</c>.</summary>
public sealed class WarehouseOptions
{
    public const string Section = "Warehouse";
    private const string Size = @"^[1-9]\d{0,6}(MB|GB|MiB|GiB)$";

    public const string DuckDb = "DuckDb";
    public const string Snowflake = "Snowflake";

    /// <summary>
    /// Which engine: <c>DuckDb</c> in this process, or <c>Snowflake</c> (section <c>Warehouse:Snowflake</c>). Default <c>DuckDb</c>.
    /// </summary>
    [RegularExpression($"^({DuckDb}|{Snowflake})$")]
    public string Engine { get; set; } = DuckDb;

    /// <summary>The DuckDB file; lock and staging folder stand beside it. Default <c>.retailbus/warehouse.duckdb</c>.</summary>
    [Required]
    public string Path { get; set; } = ".retailbus/warehouse.duckdb";

    /// <summary>What DuckDB may hold in memory for loads and queries together, e.g. <c>1GB</c>; more spills to disk. Default <c>512MB</c>.</summary>
    [Required, RegularExpression(Size)]
    public string MemoryLimit { get; set; } = "512MB";

    /// <summary>What large loads and queries may spill to disk, e.g. <c>20GB</c>. Default <c>20GB</c>.</summary>
    [Required, RegularExpression(Size)]
    public string SpillLimit { get; set; } = "20GB";

    /// <summary>Threads of the engine, 0 to 256; 0 for one per processor. Default 0.</summary>
    [Range(0, 256)]
    public int Threads { get; set; }

    /// <summary>Batches of one transaction, 1 to 1000. A group takes what waits and never waits for more. Default 64.</summary>
    [Range(1, 1000)]
    public int GroupSize { get; set; } = 64;

    /// <summary>Rows after which a group takes no further batch, 1 or more. Default 1,000,000.</summary>
    [Range(1, long.MaxValue)]
    public long GroupRows { get; set; } = 1_000_000;

    /// <summary>Commands staged and waiting at a time, 1 to 1000. Default 32.</summary>
    [Range(1, 1000)]
    public int ConcurrentBatches { get; set; } = 32;

    /// <summary>How long no load must have come before the write-ahead log is folded into the file. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan RestAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Size of the write-ahead log at which a commit folds it into the file, e.g. <c>64MB</c>. Default <c>64MB</c>.</summary>
    [Required, RegularExpression(Size)]
    public string CheckpointSize { get; set; } = "64MB";

    /// <summary>Queries at a time, 1 to 64; more wait. Default 4.</summary>
    [Range(1, 64)]
    public int ConcurrentQueries { get; set; } = 4;

    /// <summary>After which a query is interrupted. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Rows that a query may ask for, 1 to 1,000,000. Default 100,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueryRows { get; set; } = 100_000;

    /// <summary>Characters that a query's result may hold, 1000 or more. Default 32 million.</summary>
    [Range(1000, int.MaxValue)]
    public int MaxQueryCharacters { get; set; } = 32_000_000;
}
