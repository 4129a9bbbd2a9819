using System.ComponentModel.DataAnnotations;

namespace RetailBus.Ingest;

/// <summary>Section <c>Ingest</c>.</summary>
public sealed class IngestOptions
{
    public const string Section = "Ingest";

    /// <summary>Bytes of one uploaded file. Default 5 GiB, range 1 byte to 78 GiB (10,000 parts of 8 MiB, S3's limit of parts).</summary>
    [Range(1L, 83_886_080_000L)]
    public long MaxUploadBytes { get; set; } = 5L * 1024 * 1024 * 1024;
}
