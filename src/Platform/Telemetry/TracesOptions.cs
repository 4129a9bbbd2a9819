using System.ComponentModel.DataAnnotations;

namespace RetailBus.Platform.Telemetry;

/// <summary>Section <c>Telemetry:Traces</c>.</summary>
public sealed class TracesOptions
{
    /// <summary>Whether anything is traced. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Share of traces that are exported over OTLP, 0 to 1; a batch whose upload was decided on elsewhere follows that. The standard
    /// <c>OTEL_TRACES_SAMPLER</c> and <c>OTEL_TRACES_SAMPLER_ARG</c> go before it. Default 1: all.
    /// </summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; set; } = 1;

    /// <summary>
    /// Whether spans of traces that are not exported are held in memory, and exported after all when the run fails. Each process holds
    /// those of its own; it learns of the failure from the orchestrator within about <see cref="AskPeriod"/>, so it must know the
    /// orchestrator's address (<c>Services:Orchestrator</c>). What a process held when it ended, and what did not fit
    /// <see cref="HoldSpans"/> and <see cref="HoldFor"/>, is not exported; it still stands with the run where
    /// <see cref="KeepRuns"/> is on. Default true.
    /// </summary>
    public bool KeepFailed { get; set; } = true;

    /// <summary>
    /// Whether spans are sent to the orchestrator, which keeps them with their runs, exported or not. Needs <c>Services:Orchestrator</c>,
    /// or the orchestrator in the same process. Default true.
    /// </summary>
    public bool KeepRuns { get; set; } = true;

    /// <summary>How often ended spans are sent to the orchestrator. 100 ms to 1 minute. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan SendPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Spans that may wait to be sent to the orchestrator; what ends while so many wait is not kept. 100 to 1,000,000. Default 20,000.
    /// </summary>
    [Range(100, 1_000_000)]
    public int QueueSpans { get; set; } = 20_000;

    /// <summary>How often a process that holds spans asks which runs have failed. 1 second to 1 minute. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan AskPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long spans are held for a run that may fail. 1 second to 1 day. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Spans held at most; the oldest trace makes room. 100 to 1,000,000. Default 50,000, some 100 MB at most.</summary>
    [Range(100, 1_000_000)]
    public int HoldSpans { get; set; } = 50_000;
}
