using System.ComponentModel.DataAnnotations;

namespace RetailBus.Platform.Storage;

/// <summary>The buckets of the three zones; section <c>Zones</c>. Bucket names: 3 to 63 characters of a-z, 0-9, dot and hyphen.</summary>
public sealed class ZoneOptions
{
    public const string Section = "Zones";
    private const string BucketName = "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$";

    /// <summary>What landed, under <c>{dataset}/{name}</c>. Versioned. Default <c>retailbus-raw</c>.</summary>
    [Required, RegularExpression(BucketName)]
    public string Raw { get; set; } = "retailbus-raw";

    /// <summary>Parquet and manifests, under <c>{dataset}/batch={id}/</c>. Default <c>retailbus-processed</c>.</summary>
    [Required, RegularExpression(BucketName)]
    public string Processed { get; set; } = "retailbus-processed";

    /// <summary>Rows that broke a rule, under <c>{dataset}/batch={id}/</c>. Default <c>retailbus-quarantine</c>.</summary>
    [Required, RegularExpression(BucketName)]
    public string Quarantine { get; set; } = "retailbus-quarantine";
}
