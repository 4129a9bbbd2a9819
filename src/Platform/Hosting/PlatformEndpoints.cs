using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Platform.Security;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Platform.Hosting;

/// <summary>What every service answers, whatever it does.</summary>
public static class PlatformEndpoints
{
    /// <summary>The tag of checks that <c>/health/ready</c> asks; the bus's own carry it.</summary>
    public const string Ready = "ready";

    /// <summary>The tag of checks that <c>/health/dependencies</c> asks: of what a service can wait for and stays ready without.</summary>
    public const string Dependencies = "dependencies";

    /// <summary>
    /// Guards, health (<c>/health/live</c>: the process answers; <c>/health/ready</c>: every receive loop runs; <c>/health/dependencies</c>:
    /// how the services of others are that this one uses) and, where it is enabled, <c>/metrics</c>.
    /// </summary>
    public static WebApplication UsePlatform(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSecurity();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = HealthJson.WriteAsync,

            // One receive loop that is down is work that nobody does, however well the others run.
            ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable },
        });
        app.MapHealthChecks("/health/dependencies", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Dependencies),
            ResponseWriter = HealthJson.WriteAsync,
        });
        app.MapTelemetry();
        return app;
    }
}
