using System.Diagnostics;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Uploads;

/// <summary>The spans of puts into the raw zone. The object's metadata names them as the parent of its batch's landing.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/object-stores/s3/</remarks>
internal static class RawZoneSpans
{
    /// <param name="operation">S3's name of it; several requests of a multipart upload are one.</param>
    /// <param name="bucket">The raw zone's.</param>
    /// <param name="key">Where the object will stand.</param>
    public static Activity? Put(string operation, string bucket, string key) =>
        RetailBusTelemetry.Spans.StartActivity($"S3.{operation}", ActivityKind.Client)?
            .SetTag("rpc.system", "aws-api")
            .SetTag("rpc.service", "S3")
            .SetTag("rpc.method", operation)
            .SetTag("aws.s3.bucket", bucket)
            .SetTag("aws.s3.key", key);
}
