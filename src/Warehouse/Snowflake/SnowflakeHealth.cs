using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Platform.Hosting;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// Degraded while the account does not answer, or has no such virtual warehouse for this user: loads wait for it and nothing is lost, so the
/// service stays ready. It is asked at most every half minute, by a statement that wakes no virtual warehouse.
/// </summary>
/// <param name="api">Null where the warehouse is another.</param>
/// <param name="virtualWarehouse">That loads run on.</param>
/// <param name="time">The clock.</param>
internal sealed class SnowflakeHealth(ISqlApi? api, string virtualWarehouse, TimeProvider time) : IHealthCheck, IDisposable
{
    /// <summary>Of checks of what the service can wait for.</summary>
    public const string Tag = PlatformEndpoints.Dependencies;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _turn = new(1);
    private (HealthCheckResult Result, long At)? _last;

    public void Dispose() => _turn.Dispose();

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (api is null)
            return HealthCheckResult.Healthy("The warehouse is a file of this process.");
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) > Fresh)
                _last = last = (await LookAsync(api, cancellationToken), time.GetTimestamp());
            return last.Result;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<HealthCheckResult> LookAsync(ISqlApi api, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var show = $"show warehouses like '{virtualWarehouse}'";
            var results = await api.RunAsync(
                new SqlRequest { RequestId = Guid.NewGuid(), Statements = [show], Timeout = Patience }, either.Token);
            return results[0].Rows.Count > 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(
                    $"The Snowflake account shows this user no virtual warehouse {virtualWarehouse}. Loads are tried again; "
                    + "retailbus doctor says what is missing.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is SqlApiException or TimeoutException or HttpRequestException or OperationCanceledException)
        {
            return HealthCheckResult.Degraded(
                "The Snowflake account does not answer as it should. Loads are tried again; retailbus doctor says what is missing.", e);
        }
    }
}
