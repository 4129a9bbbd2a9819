using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>Takes spans that have ended, for <see cref="RunSpanForwarder"/>. Never waits: what finds no room is counted and lost.</summary>
internal sealed class RunSpanCollector(IOptions<TelemetryOptions> options) : BaseProcessor<Activity>
{
    private readonly Channel<Activity> _ended = Channel.CreateBounded<Activity>(
        new BoundedChannelOptions(options.Value.Traces.QueueSpans) { SingleReader = true });

    private long _lost;

    public override void OnEnd(Activity data)
    {
        if (RunSpanChoice.IsKept(data) && !_ended.Writer.TryWrite(data))
            Interlocked.Increment(ref _lost);
    }

    /// <returns>False when none waits.</returns>
    public bool TryTake(out Activity span) => _ended.Reader.TryRead(out span!);

    /// <summary>Spans that found no room since this was last asked.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);
}
