using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// Degraded while the account does not answer a statement that reads no table: loads wait for it and nothing is lost, so the service stays
/// ready. It is asked at most every half minute.
/// </summary>
/// <param name="api">Null where the warehouse is another.</param>
/// <param name="time">The clock.</param>
internal sealed class SnowflakeHealth(ISqlApi? api, TimeProvider time) : IHealthCheck, IDisposable
{
    /// <summary>Of checks of what the service can wait for.</summary>
    public const string Tag = "dependencies";

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

    private static async Task<HealthCheckResult> LookAsync(ISqlApi api, CancellationToken cancellationToken)
    {
        try
        {
            await api.RunAsync(
                new SqlRequest { RequestId = Guid.NewGuid(), Statements = ["select 1"], Timeout = Patience }, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is SqlApiException or TimeoutException or HttpRequestException)
        {
            return HealthCheckResult.Degraded(
                "The Snowflake account does not answer as it should. Loads are tried again; retailbus doctor says what is missing.", e);
        }
    }
}
