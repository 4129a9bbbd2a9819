using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Platform.Security;

/// <summary>
/// Who may call what, of all services: the front door asks it before it forwards, and a service that is called asks it again. What
/// stands in no rule is the operator's alone.
/// </summary>
public static class AccessTable
{
    /// <summary>The first that matches counts.</summary>
    public static IReadOnlyList<AccessRule> Rules { get; } =
    [
        new("GET", "/health/*", AccessRole.Anonymous),
        new("GET", TelemetryRegistration.ScrapePath, AccessRole.Viewer),
        new("*", "/sign-in/**", AccessRole.Anonymous),
        new("POST", "/sign-out", AccessRole.Anonymous),
        new("GET", "/_framework/**", AccessRole.Anonymous),
        new("GET", "/_content/**", AccessRole.Anonymous),

        new("*", "/api/uploads/**", AccessRole.Uploader),
        new("POST", "/api/preview/**", AccessRole.Uploader),
        new("POST", "/api/publish", AccessRole.Uploader),
        new("POST", "/api/generate/**", AccessRole.Uploader),
        new("POST", "/api/quarantine/*/resubmit", AccessRole.Uploader),
        new("POST", "/api/query", AccessRole.Viewer),

        new("GET", "/api/runs/**", AccessRole.Viewer),
        new("GET", "/api/replays/**", AccessRole.Viewer),
        new("GET", "/api/reconcile", AccessRole.Viewer),
        new("GET", "/api/queues/**", AccessRole.Viewer),
        new("GET", "/api/retention/**", AccessRole.Viewer),
        new("GET", "/api/deliveries/**", AccessRole.Viewer),
        new("GET", "/api/datasets/**", AccessRole.Viewer),
        new("GET", "/api/quarantine/**", AccessRole.Viewer),
        new("GET", "/api/lines/**", AccessRole.Viewer),
        new("GET", "/api/generate/**", AccessRole.Viewer),
        new("GET", "/api/sales/**", AccessRole.Viewer),
        new("GET", "/api/where", AccessRole.Viewer),
        new("GET", "/api/warehouse/**", AccessRole.Viewer),

        new("POST", "/api/runs/*/*", AccessRole.Operator),
        new("POST", "/api/replays/**", AccessRole.Operator),
        new("POST", "/api/reconcile", AccessRole.Operator),
        new("POST", "/api/queues/*/redrive", AccessRole.Operator),
        new("*", "/api/erasures/**", AccessRole.Operator),
        new("POST", "/api/retention", AccessRole.Operator),
        new("POST", "/api/warehouse/expirations", AccessRole.Operator),
        new("POST", SpanReport.Path, AccessRole.Operator),

        new("*", "/_blazor/**", AccessRole.Viewer),
    ];

    private static readonly AccessRule Page = new("GET", "/**", AccessRole.Viewer);

    /// <summary>The role that an endpoint needs for a request; null when no rule names it.</summary>
    public static AccessRole? Find(Endpoint endpoint, string method, string path)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return AccessRole.Anonymous;
        if (endpoint.Metadata.GetMetadata<NeedsRoleAttribute>() is { } needs)
            return needs.Role;
        if (Rules.FirstOrDefault(rule => rule.Matches(method, path)) is { } found)
            return found.Role;
        return !IsApi(path) && Page.Matches(method, path) ? Page.Role : null;
    }

    /// <summary>Whether a path is a program's business and not a person's.</summary>
    public static bool IsApi(string path) =>
        new PathString(path) is var asked
        && (asked.StartsWithSegments("/api") || asked.StartsWithSegments(TelemetryRegistration.ScrapePath));
}
