using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Ready whatever the account does: loads wait for it in their queue. How it is, <see cref="SnowflakeHealth"/> tells.</summary>
internal sealed class SnowflakeReadiness : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy("Rows go to a Snowflake account; loads wait for it."));
}
