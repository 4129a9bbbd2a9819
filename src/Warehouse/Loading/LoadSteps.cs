using System.Diagnostics;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Warehouse.Loading;

/// <summary>
/// The steps of one transaction: <c>load check</c>, <c>load copy</c>, <c>load merge</c>, <c>load record</c>, <c>load commit</c>. Each batch
/// has them in its own trace, whoever it shares the transaction with: the first batch as they run, the others when all is over.
/// </summary>
/// <remarks>Attributes by https://opentelemetry.io/docs/specs/semconv/database/database-spans/.</remarks>
internal sealed class LoadSteps(IReadOnlyList<StagedBatch> group, TimeProvider time, string engine) : IDisposable
{
    private readonly List<Step> _steps = [];

    public Step Begin(string name, string operation)
    {
        var span = group[0].Trace == default
            ? null
            : RetailBusTelemetry.Spans.StartActivity($"load {name}", ActivityKind.Internal, group[0].Trace);
        var step = new Step(this, $"load {name}", operation, time.GetUtcNow(), span);
        _steps.Add(step);
        Describe(span, step);
        return step;
    }

    /// <summary>Tells the steps to the other batches' traces.</summary>
    public void Dispose()
    {
        foreach (var batch in group.Skip(1))
        {
            foreach (var step in _steps)
                Waits.Past(step.Name, batch.Trace, step.From.UtcDateTime, step.To.UtcDateTime, span => Describe(span, step));
        }
    }

    private void Describe(Activity? span, Step step)
    {
        if (span is null)
            return;

        span.SetTag("db.system.name", engine)
            .SetTag("db.operation.name", step.Operation)
            .SetTag("db.collection.name", "order_lines")
            .SetTag(RetailBusTelemetry.Engine, engine)
            .SetTag(RetailBusTelemetry.GroupSize, group.Count);
        if (step.Rows is { } rows)
            span.SetTag(RetailBusTelemetry.Rows, rows);
        span.Fail(step.Fault);
    }

    /// <summary>One step, until it is disposed.</summary>
    internal sealed class Step(LoadSteps steps, string name, string operation, DateTimeOffset from, Activity? span) : IDisposable
    {
        public string Name => name;

        public string Operation => operation;

        public DateTimeOffset From => from;

        public DateTimeOffset To { get; private set; }

        /// <summary>Of the whole group.</summary>
        public long? Rows { get; private set; }

        public Exception? Fault { get; private set; }

        public void Count(long rows)
        {
            Rows = rows;
            span?.SetTag(RetailBusTelemetry.Rows, rows);
        }

        public void Fail(Exception fault)
        {
            Fault = fault;
            span.Fail(fault);
        }

        public void Dispose()
        {
            To = steps.Now;
            span?.Dispose();
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
