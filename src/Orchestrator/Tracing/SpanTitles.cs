using RetailBus.Contracts.Tracing;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>Spans in the words of the stages.</summary>
internal static class SpanTitles
{
    private const string Queue = "messaging.destination.name";
    private const string Prefix = "retailbus-";
    private const string Processed = " process";

    public static string Of(RunSpan span)
    {
        var queue = span.Attributes.GetValueOrDefault(Queue);
        return span switch
        {
            _ when span.Attributes.ContainsKey(RetailBusTelemetry.Waiting) && queue is not null => $"wait for {Short(queue)}",
            _ when span.Attributes.TryGetValue(RetailBusTelemetry.State, out var state) => $"run becomes {state}",
            { IsTransport: false } when span.Name.EndsWith(Processed, StringComparison.Ordinal) => Short(span.Name[..^Processed.Length]),
            { Kind: "server" } when span.Name.IndexOf("/{", StringComparison.Ordinal) is > 0 and var parameters => span.Name[..parameters],
            _ => span.Name,
        };
    }

    private static string Short(string queue) => queue.StartsWith(Prefix, StringComparison.Ordinal) ? queue[Prefix.Length..] : queue;

    /// <summary>Whether a message led to it: it begins work of its own, wherever the message came from.</summary>
    public static bool CrossesQueue(RunSpan span) =>
        span.Kind == "consumer"
        || (span.Attributes.ContainsKey(RetailBusTelemetry.Waiting) && span.Attributes.ContainsKey(Queue));
}
