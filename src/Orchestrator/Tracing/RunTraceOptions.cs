using System.ComponentModel.DataAnnotations;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>Section <c>Orchestrator:Traces</c>: the spans that are kept with their runs.</summary>
public sealed class RunTraceOptions
{
    public const string Section = OrchestratorOptions.Section + ":Traces";

    /// <summary>How long they are kept. 1 hour to 366 days. Default 14 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(14);

    /// <summary>
    /// Reports that are kept at most, the newest; each is some kilobytes, and a run has about ten. 1,000 to 1,000,000,000. Default 1,000,000.
    /// </summary>
    [Range(1_000, 1_000_000_000)]
    public int MaxReports { get; set; } = 1_000_000;

    /// <summary>How often what has expired is removed. 1 minute to 1 day. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromHours(1);
}
