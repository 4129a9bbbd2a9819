using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Platform.Hosting;

namespace RetailBus.Transform.Databricks;

/// <summary>
/// Degraded while the workspace does not answer: commands wait for it and nothing is lost, so the service stays ready. The workspace is
/// asked at most once in half a minute, however often somebody asks here.
/// </summary>
internal sealed class WorkspaceHealth(WorkspaceCheck workspace, TimeProvider time) : IHealthCheck
{
    /// <summary>Of checks of what the service can wait for.</summary>
    public const string Tag = PlatformEndpoints.Dependencies;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private (HealthCheckResult Result, DateTimeOffset Until)? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!workspace.IsUsed)
            return HealthCheckResult.Healthy("Transforms run in this process.");
        lock (_lock)
        {
            if (_last is { } last && time.GetUtcNow() < last.Until)
                return last.Result;
        }

        var (_, fault) = await workspace.LookAsync(cancellationToken);
        var result = fault is null
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(
                $"Databricks can't be used: {fault.TrimEnd('.')}. Transforms wait for it. Check Transform:Databricks and the workspace.");
        lock (_lock)
            _last = (result, time.GetUtcNow() + Fresh);
        return result;
    }
}
