using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Platform.Tests.Telemetry;

/// <summary>Shows how often it looked; a look may fail.</summary>
internal sealed class CountedGauges : SampledGauges<string>
{
    private readonly PipelineMetric _metric = new($"retailbus.test.{Guid.NewGuid():N}", MetricKind.Gauge, "{look}", "Looks");
    private int _looks;

    public CountedGauges(TimeProvider time)
        : base(Options.Create(new TelemetryOptions()), time, NullLogger.Instance) =>
        Show<long>(_metric, found => [new Measurement<long>(found.Length)]);

    public int Looks => Volatile.Read(ref _looks);

    public bool IsBroken { get; set; }

    /// <summary>What a scrape shows; null for nothing.</summary>
    public long? Scrape()
    {
        long? value = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == _metric.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, measured, _, _) => value = measured);
        listener.Start();
        listener.RecordObservableInstruments();
        return value;
    }

    protected override Task<string> LookAsync(CancellationToken cancellationToken)
    {
        var looks = Interlocked.Increment(ref _looks);
        return IsBroken ? throw new IOException("No answer.") : Task.FromResult(new string('x', looks));
    }
}
