using System.ComponentModel.DataAnnotations;

namespace RetailBus.Ingest;

/// <summary>Section <c>Ingest</c>.</summary>
public sealed class IngestOptions
{
    public const string Section = "Ingest";

    /// <summary>Bytes of one uploaded file. Default 5 GiB, range 1 byte to 78 GiB (10,000 parts of 8 MiB, S3's limit of parts).</summary>
    [Range(1L, 83_886_080_000L)]
    public long MaxUploadBytes { get; set; } = 5L * 1024 * 1024 * 1024;

    /// <summary>
    /// How long an upload in parts may stay unfinished; then its parts are removed, and going on with it is answered with 404. Counted
    /// from its beginning. Default 7 days, range 1 hour to 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often unfinished uploads are looked at. Default 1 hour, range 1 minute to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan UploadSweepPeriod { get; set; } = TimeSpan.FromHours(1);
}
