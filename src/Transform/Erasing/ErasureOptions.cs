using System.ComponentModel.DataAnnotations;

namespace RetailBus.Transform.Erasing;

/// <summary>Erasures; section <c>Erasing</c>.</summary>
public sealed class ErasureOptions
{
    public const string Section = "Erasing";

    /// <summary>
    /// Secret that keys are hashed with for the record, at least 16 characters; null (default) for one that is made once and kept beside
    /// the records.
    /// </summary>
    [MinLength(16)]
    public string? HashKey { get; set; }

    /// <summary>
    /// After which the zones and the warehouse are looked through again for rows that were on their way. Default 2 minutes, range 1 second
    /// to 15 minutes (what SQS can delay).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:15:00")]
    public TimeSpan VerifyAfter { get; set; } = TimeSpan.FromMinutes(2);
}
