using System.Diagnostics;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Transform.Batches;

/// <summary>
/// The spans of a transform: <c>transform prepare</c>, <c>transform stage</c>, <c>transform parse</c>, <c>transform measure</c>,
/// <c>transform write</c>, <c>transform manifest</c>. One that fails says why.
/// </summary>
internal static class TransformSteps
{
    public static async Task<T> RunAsync<T>(string step, TransformWork work, Func<Activity?, Task<T>> run)
    {
        using var span = RetailBusTelemetry.Spans.StartActivity($"transform {step}")
            .OfBatch(work.BatchId, work.Contract.Name, work.Attempt);
        try
        {
            return await run(span);
        }
        catch (Exception fault)
        {
            span.Fail(fault);
            throw;
        }
    }
}
