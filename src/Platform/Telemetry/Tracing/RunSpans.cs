using System.Diagnostics;
using System.Globalization;
using RetailBus.Contracts.Tracing;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>Spans as they are kept: what says where a run's time went, in few words.</summary>
internal static class RunSpans
{
    /// <summary>Attributes of a kept span at most, and characters of a value.</summary>
    private const int Most = 24;
    private const int Longest = 200;
    private const int Links = 16;

    /// <summary>Namespaces of attributes that are kept; the rest tells of processes and connections rather than of the run.</summary>
    private static readonly string[] Kept =
        ["retailbus.", "messaging.destination.name", "messaging.system", "db.", "http.request.method", "http.response.status_code", "http.route",
         "rpc.", "aws.s3.", "error.type"];

    public static RunSpan Of(Activity span, string service)
    {
        var hasFailed = span.Status == ActivityStatusCode.Error;
        return new RunSpan
        {
            TraceId = span.TraceId.ToHexString(),
            SpanId = span.SpanId.ToHexString(),
            ParentSpanId = span.ParentSpanId == default ? null : span.ParentSpanId.ToHexString(),
            Name = Cut(span.DisplayName),
            Kind = Kind(span.Kind),
            Service = service,
            StartedAt = new DateTimeOffset(span.StartTimeUtc),
            Milliseconds = span.Duration.TotalMilliseconds,
            IsTransport = IsTransport(span),
            Failed = hasFailed,
            Reason = hasFailed ? ReasonOf(span) : null,
            Attributes = span.TagObjects
                .Where(tag => tag.Value is not null && Kept.Any(name => tag.Key.StartsWith(name, StringComparison.Ordinal)))
                .Take(Most)
                .GroupBy(tag => tag.Key)
                .ToDictionary(tag => tag.Key, tag => Cut(Convert.ToString(tag.Last().Value, CultureInfo.InvariantCulture) ?? "")),
            Links = [.. span.Links.Take(Links).Select(LinkOf)],
        };
    }

    /// <summary>Our own spans' descriptions are made to be shown; an exception that others recorded is told by its type alone.</summary>
    private static string? ReasonOf(Activity span) => span.Source.Name == RetailBusTelemetry.Name || span.GetTagItem(SpanFailures.Marker) is not null
        ? Cut(span.StatusDescription ?? "")
        : span.Events.LastOrDefault(e => e.Name == SpanFailures.Event).Tags?.FirstOrDefault(tag => tag.Key == SpanFailures.Type).Value as string;

    private static RunSpanLink LinkOf(ActivityLink link) => new(
        link.Context.TraceId.ToHexString(),
        link.Context.SpanId.ToHexString(),
        link.Tags?.FirstOrDefault(tag => tag.Key == RetailBusTelemetry.LinkKind).Value as string);

    private static bool IsTransport(Activity span) => span.Source.Name switch
    {
        TelemetryRegistration.MassTransit => span.DisplayName is "outbox process" || !span.DisplayName.EndsWith(" process", StringComparison.Ordinal),
        RetailBusTelemetry.Name => false,
        _ => span.Kind == ActivityKind.Client,
    };

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest];

    private static string Kind(ActivityKind kind) => kind switch
    {
        ActivityKind.Server => "server",
        ActivityKind.Client => "client",
        ActivityKind.Producer => "producer",
        ActivityKind.Consumer => "consumer",
        _ => "internal",
    };
}
