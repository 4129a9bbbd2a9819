using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Orchestrator.Runs;
using RetailBus.SagaStore;

namespace RetailBus.Orchestrator.Storage;

/// <summary>Ready when the store of runs answers a look-up.</summary>
internal sealed class RunStoreHealth(ISagaReader<BatchRun> runs) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await runs.Find(Guid.Empty, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is DbException or SagaStoreException or IOException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(
                "The store of runs does not answer. See whether the database runs, and Orchestrator:Sqlite or Orchestrator:PostgreSql.", e);
        }
    }
}
