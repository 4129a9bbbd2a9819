namespace RetailBus.Platform.Telemetry;

/// <summary>What a metric's values mean.</summary>
public enum MetricKind
{
    /// <summary>Rises only, from the start of the process.</summary>
    Counter,

    /// <summary>How it stands now.</summary>
    Gauge,

    /// <summary>Values by size.</summary>
    Histogram,
}
