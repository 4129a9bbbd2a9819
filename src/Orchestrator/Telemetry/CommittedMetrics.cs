using MassTransit;

namespace RetailBus.Orchestrator.Telemetry;

/// <summary>
/// What handling a message adds to the metrics, added once what it did is committed: an attempt that met a conflict and was tried again
/// counts nothing. Stands before retry and outbox. A message that is delivered twice and acts twice counts twice.
/// </summary>
internal sealed class CommittedMetrics : IFilter<ConsumeContext>
{
    /// <summary>Adds to the metrics when the attempt at hand is committed; nothing where no commit is awaited.</summary>
    public static void Add(ConsumeContext context, Action record)
    {
        if (context.TryGetPayload(out Pending? pending))
            pending.Add(context.GetRetryAttempt(), record);
    }

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        var pending = context.GetOrAddPayload(() => new Pending());
        await next.Send(context);
        pending.Record();
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("committedMetrics");

    /// <summary>Of one message, whose attempts come one after the other.</summary>
    private sealed class Pending
    {
        private readonly List<Action> _records = [];
        private int _attempt;

        public void Add(int attempt, Action record)
        {
            if (attempt != _attempt)
                _records.Clear();
            _attempt = attempt;
            _records.Add(record);
        }

        public void Record() => _records.ForEach(record => record());
    }
}
