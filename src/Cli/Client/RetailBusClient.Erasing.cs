using RetailBus.Contracts.Erasures;

namespace RetailBus.Cli.Client;

/// <summary>Erasures.</summary>
internal sealed partial class RetailBusClient
{
    public async Task<ErasureRecord> EraseAsync(
        string dataset, string key, string actor, string reason, bool dryRun, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("api/erasures", new { dataset, key, actor, reason, dryRun }, cancellationToken);
        return await ReadAsync<ErasureRecord>(response, cancellationToken);
    }

    public async Task<ErasureRecord> ErasureAsync(Guid id, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/erasures/{id:D}", cancellationToken);
        return await ReadAsync<ErasureRecord>(response, cancellationToken);
    }

    public async Task<IReadOnlyList<ErasureRecord>> ErasuresAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync("api/erasures", cancellationToken);
        return await ReadAsync<List<ErasureRecord>>(response, cancellationToken);
    }
}
