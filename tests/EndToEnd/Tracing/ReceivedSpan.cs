using System.Globalization;
using System.Text.Json;

namespace RetailBus.EndToEnd.Tracing;

/// <summary>A span as it came over OTLP.</summary>
internal sealed record ReceivedSpan(
    string Service,
    string TraceId,
    string SpanId,
    string ParentSpanId,
    string Name,
    string Start,
    string End,
    IReadOnlyDictionary<string, JsonElement> Attributes,
    IReadOnlyList<ReceivedSpan.Event> Events,
    IReadOnlyList<ReceivedSpan.Link> Links,
    int Status,
    string Reason)
{
    /// <summary>OTLP's <c>STATUS_CODE_ERROR</c>.</summary>
    public const int Error = 2;

    public bool IsRoot => ParentSpanId.Length == 0;

    /// <summary>Nanoseconds since 1970.</summary>
    public long From => long.Parse(Start, CultureInfo.InvariantCulture);

    /// <summary>Nanoseconds since 1970.</summary>
    public long To => long.Parse(End, CultureInfo.InvariantCulture);

    public string? Text(string attribute) => Attributes.TryGetValue(attribute, out var value) ? value.ToString() : null;

    internal sealed record Event(string Name, IReadOnlyDictionary<string, JsonElement> Attributes);

    internal sealed record Link(string TraceId, string SpanId);
}
