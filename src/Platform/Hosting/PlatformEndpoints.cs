using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using RetailBus.Platform.Security;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Platform.Hosting;

/// <summary>What every service answers, whatever it does.</summary>
public static class PlatformEndpoints
{
    /// <summary>The tag of checks that <c>/health/ready</c> asks; the bus's own carry it.</summary>
    public const string Ready = "ready";

    /// <summary>
    /// Guards, health (<c>/health/live</c>: the process answers; <c>/health/ready</c>: every receive loop runs) and, where it is enabled,
    /// <c>/metrics</c>.
    /// </summary>
    public static WebApplication UsePlatform(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSecurity();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = HealthJson.WriteAsync });
        app.MapTelemetry();
        return app;
    }
}
