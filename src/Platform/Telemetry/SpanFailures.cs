using System.Diagnostics;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Platform.Telemetry;

/// <summary>
/// Faults on spans: an <c>exception</c> event and the status, with a reason that quotes neither the file nor an exception's own text,
/// which may carry values, paths and addresses. Stack traces stay in the log.
/// </summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/</remarks>
public static class SpanFailures
{
    internal const string Event = "exception";
    internal const string Type = "exception.type";
    internal const string Marker = "retailbus.failure.code";
    private const string Message = "exception.message";
    private const string ErrorType = "error.type";

    /// <summary>Marks the span as failed. A service that stops is no failure.</summary>
    public static void Fail(this Activity? span, Exception? fault)
    {
        if (span is null || fault is null or OperationCanceledException)
            return;

        Fail(span, FaultClassifier.Describe(fault), fault.GetType().FullName!);
    }

    /// <summary>Marks the span as failed, for what is told of a fault elsewhere.</summary>
    /// <param name="span">Null where nothing is traced.</param>
    /// <param name="failure">As the run tells it.</param>
    /// <param name="type">The fault's type; null where only its kind is known.</param>
    public static void Fail(this Activity? span, StageFailure failure, string? type = null)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (span is null)
            return;

        var reason = ReasonsWithoutRows.Of(failure.Code, failure.Reason);
        span.SetStatus(ActivityStatusCode.Error, reason).SetTag(ErrorType, failure.Code).SetTag(Marker, failure.Code);
        span.AddEvent(new ActivityEvent(Event, tags: new ActivityTagsCollection { [Type] = type ?? failure.Code, [Message] = reason }));
    }
}
