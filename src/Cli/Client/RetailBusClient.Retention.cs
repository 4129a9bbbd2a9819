using RetailBus.Contracts.Retaining;

namespace RetailBus.Cli.Client;

/// <summary>Retention sweeps.</summary>
internal sealed partial class RetailBusClient
{
    public async Task<RetentionRecord> RetainAsync(
        string? dataset, bool dryRun, string actor, string reason, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("api/retention", new { dataset, dryRun, actor, reason }, cancellationToken);
        return await ReadAsync<RetentionRecord>(response, cancellationToken);
    }
}
