using System.Diagnostics;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Cli.Bench;

/// <summary>What each of the pipeline's own spans takes while this is there, so that a slow step is seen by its name.</summary>
internal sealed class StepMeter : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly Lock _lock = new();
    private readonly Dictionary<Activity, TimeSpan> _begun = [];
    private readonly List<(string Step, Cost Cost)> _steps = [];

    public StepMeter()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RetailBusTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = Begin,
            ActivityStopped = End,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>In the order in which they ended. The processor time is that of the whole process meanwhile.</summary>
    public IReadOnlyList<(string Step, Cost Cost)> Steps
    {
        get
        {
            lock (_lock)
                return [.. _steps];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Begin(Activity span)
    {
        lock (_lock)
            _begun[span] = CostMeter.Cpu();
    }

    private void End(Activity span)
    {
        lock (_lock)
        {
            if (_begun.Remove(span, out var cpu))
                _steps.Add((span.OperationName, new Cost(span.Duration.TotalSeconds, (CostMeter.Cpu() - cpu).TotalSeconds)));
        }
    }
}
