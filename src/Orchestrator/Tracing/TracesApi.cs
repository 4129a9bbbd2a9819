using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Tracing;
using RetailBus.Orchestrator.Api;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Platform.Security;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Orchestrator.Tracing;

/// <summary>Spans over HTTP: the services report theirs, people look at a run's.</summary>
internal static class TracesApi
{
    /// <summary>Spans that are told of one run at most.</summary>
    private const int Most = 2_000;

    /// <summary>Bytes of a report; it has a few hundred for each span.</summary>
    private const long LargestReport = 16 << 20;

    public static void MapTraces(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/runs/{id:guid}/trace", FindAsync)
            .WithTags("Runs")
            .WithSummary("A run's spans, of all services, in the order of a waterfall.");
        routes.MapPost(SpanReport.Path, TakeAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LargestReport))
            .WithTags("Services")
            .WithSummary("Takes the spans of another service. Services only.");
    }

    private static async Task<Results<Ok<RunTrace>, ProblemHttpResult>> FindAsync(
        Guid id,
        IRunLedger ledger,
        [FromServices] TraceStore store,
        [FromServices] IOptions<TelemetryOptions> telemetry,
        CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(id, cancellationToken) is not { } run)
            return Problems.NoRun(id);

        var (found, isCut) = await store.FindAsync(id, run.TraceId, cancellationToken);
        var spans = TraceTree.Of(id, found);
        return TypedResults.Ok(new RunTrace
        {
            RunId = id,
            TraceId = run.TraceId,
            Address = run.TraceId is { } trace && telemetry.Value.JaegerUrl is { } jaeger ? new Uri(jaeger, $"/trace/{trace}") : null,
            Spans = [.. spans.Take(Most)],
            Cut = isCut || spans.Count > Most,
        });
    }

    private static async Task<Results<Ok<SpanReceipt>, ProblemHttpResult, ForbidHttpResult>> TakeAsync(
        SpanReport report, ClaimsPrincipal caller, [FromServices] AccessGate gate, [FromServices] IRunSpanSink sink, CancellationToken cancellationToken)
    {
        if (!gate.IsOpen && caller.Identity is not { AuthenticationType: AccessSchemes.Service, Name: null })
            return TypedResults.Forbid();
        if (report.Spans is not { Count: <= SpanReport.MaxSpans } spans || spans.Any(span => !IsSound(span)))
            return Problems.BadRequest($"A report has at most {SpanReport.MaxSpans} spans, each with W3C ids and a name.");

        return TypedResults.Ok(await sink.TakeAsync(report, cancellationToken));
    }

    private static bool IsSound(RunSpan? span) =>
        span is { TraceId.Length: 32, SpanId.Length: 16, ParentSpanId: null or { Length: 16 }, Name.Length: <= 200, Milliseconds: >= 0 }
        && span.TraceId.All(char.IsAsciiHexDigitLower) && span.SpanId.All(char.IsAsciiHexDigitLower);
}
