using System.Diagnostics;
using RetailBus.Contracts.Names;

namespace RetailBus.Platform.Telemetry;

/// <summary>Carries the trace across S3, which knows none: in the object's user metadata.</summary>
public static class TraceContext
{
    /// <summary>The current span's W3C id for <see cref="ObjectMetadata.TraceParent"/>; null when nothing is traced.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>The context that a metadata value carries; the default context when it carries none or nonsense.</summary>
    public static ActivityContext Parse(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;
}
