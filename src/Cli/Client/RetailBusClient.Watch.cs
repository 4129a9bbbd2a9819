namespace RetailBus.Cli.Client;

/// <summary>Replays of many batches, and the watch.</summary>
internal sealed partial class RetailBusClient
{
    public async Task<StartedReplay> ReplayAsync(ReplayOrder order, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("api/replays", order, cancellationToken);
        return await ReadAsync<StartedReplay>(response, cancellationToken);
    }

    public async Task<ReplayProgress> ReplayAsync(Guid id, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/replays/{id:D}", cancellationToken);
        return await ReadAsync<ReplayProgress>(response, cancellationToken);
    }

    public async Task<ReconcileReport> ReconcileAsync(bool repair, string actor, string reason, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("api/reconcile", new { repair, actor, reason }, cancellationToken);
        return await ReadAsync<ReconcileReport>(response, cancellationToken);
    }
}
