using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RetailBus.Platform.Telemetry;

/// <summary>Section <c>Telemetry</c>. Where OTLP goes is said by the standard <c>OTEL_*</c> variables.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The scraped endpoint.</summary>
    [Required]
    public PrometheusOptions Prometheus { get; set; } = new();

    /// <summary>Which traces are exported, and which spans are kept with their runs.</summary>
    [Required]
    [ValidateObjectMembers]
    public TracesOptions Traces { get; set; } = new();

    /// <summary>Address of Jaeger's pages, e.g. <c>http://127.0.0.1:16686</c>: runs then link to their traces. Default: none.</summary>
    public Uri? JaegerUrl { get; set; }

    /// <summary>
    /// <c>service.name</c> of what this process measures, where the standard <c>OTEL_SERVICE_NAME</c> does not say it. Default: the
    /// program's, e.g. <c>retailbus-ingest</c>, and <c>retailbus</c> for one that runs all services.
    /// </summary>
    public string? ServiceName { get; set; }

    /// <summary>
    /// How often that is looked at which no message tells: queues, runs by state, outbox, stores. A scrape in between gets the last look;
    /// one that is three periods old is no longer shown. 1 second to 1 hour. Default 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SamplePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Section <c>Telemetry:Prometheus</c>.</summary>
    public sealed class PrometheusOptions
    {
        /// <summary>Whether the process answers <see cref="TelemetryRegistration.ScrapePath"/>. Default false.</summary>
        public bool Enabled { get; set; }
    }
}
