using System.ComponentModel.DataAnnotations;

namespace RetailBus.Platform.Telemetry;

/// <summary>Section <c>Telemetry</c>. Where OTLP goes is said by the standard <c>OTEL_*</c> variables.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The scraped endpoint.</summary>
    [Required]
    public PrometheusOptions Prometheus { get; set; } = new();

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
