using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Ready when the account answers a statement that reads no table. It is asked at most every half minute.</summary>
internal sealed class SnowflakeHealth(ISqlApi api, TimeProvider time) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _turn = new(1);
    private (HealthCheckResult Result, long At)? _last;

    public void Dispose() => _turn.Dispose();

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) > Fresh)
                _last = last = (await LookAsync(cancellationToken), time.GetTimestamp());
            return last.Result;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<HealthCheckResult> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await api.RunAsync(
                new SqlRequest { RequestId = Guid.NewGuid(), Statements = ["select 1"], Timeout = Patience }, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is SqlApiException or TimeoutException or HttpRequestException)
        {
            return HealthCheckResult.Unhealthy(
                "The Snowflake account does not answer as it should. Loads are tried again; retailbus doctor says what is missing.", e);
        }
    }
}
