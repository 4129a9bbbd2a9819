using DuckDB.NET.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>Ready when the open file takes a connection and a trivial statement answers.</summary>
internal sealed class WarehouseHealth(Func<DuckDBConnection> connect) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var connection = connect();
            connection.Scalar<int>("select 1");
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (DuckDBException e)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(IsFatal(e)
                ? "The warehouse's engine met a fatal error and answers nothing more. Check the disk's free space and the service's log, "
                    + "then restart the service: it opens the file again, with everything that was committed."
                : "The warehouse does not answer. Its service's log has the details; restart the service if it stays so.", e));
        }
    }

    private static bool IsFatal(DuckDBException fault) =>
        fault.Message.StartsWith("FATAL", StringComparison.OrdinalIgnoreCase)
        || fault.Message.Contains("database has been invalidated", StringComparison.OrdinalIgnoreCase);
}
