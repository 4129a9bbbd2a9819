namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>Where a process's spans go to be kept with their runs: the orchestrator, in this process or another.</summary>
public interface IRunSpanSink
{
    /// <summary>Takes a report; one that is taken twice counts once.</summary>
    /// <returns>What has failed since <see cref="SpanReport.After"/>.</returns>
    /// <exception cref="SpanReportRefusedException">It would be refused again.</exception>
    /// <exception cref="Exception">It could not be taken now.</exception>
    Task<SpanReceipt> TakeAsync(SpanReport report, CancellationToken cancellationToken);
}
