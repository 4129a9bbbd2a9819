using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RetailBus.Platform.Hosting;

/// <summary>Health with the reason per dependency.</summary>
internal static class HealthJson
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new
                {
                    status = entry.Value.Status.ToString(),
                    entry.Value.Description,
                    cause = entry.Value.Exception?.GetBaseException().Message,
                    entry.Value.Data,
                }),
        },
        context.RequestAborted);
}
