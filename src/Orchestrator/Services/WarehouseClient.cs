using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Retaining;

namespace RetailBus.Orchestrator.Services;

/// <summary>What the warehouse's service tells of its loads.</summary>
internal sealed class WarehouseClient(HttpClient http, ServiceLocator locator, IOptions<ServiceAddresses> addresses)
{
    private const int Page = 10_000;

    /// <summary>Batches with rows of a store, current or in the history.</summary>
    /// <param name="dataset">Null for all.</param>
    /// <param name="store">The store's id.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HttpRequestException">The service does not answer as it should.</exception>
    public async Task<IReadOnlySet<Guid>> BatchesOfStoreAsync(string? dataset, string store, CancellationToken cancellationToken)
    {
        var filter = $"store={Uri.EscapeDataString(store)}" + (dataset is null ? "" : $"&dataset={Uri.EscapeDataString(dataset)}");
        var batches = new HashSet<Guid>();
        List<StoredBatch> page;
        var after = "";
        do
        {
            page = await GetAsync<List<StoredBatch>>($"api/warehouse/batches?{filter}&limit={Page}{after}", cancellationToken);
            batches.UnionWith(page.Select(batch => batch.BatchId));
            after = page.Count == 0 ? "" : $"&after={page[^1].BatchId:D}";
        }
        while (page.Count == Page);
        return batches;
    }

    /// <summary>All loads that were there when the reading began, each once.</summary>
    /// <exception cref="HttpRequestException">The service does not answer as it should.</exception>
    public async IAsyncEnumerable<StoredLoad> LoadsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<StoredLoad> page;
        var after = "";
        do
        {
            page = await GetAsync<List<StoredLoad>>($"api/warehouse/loads?limit={Page}{after}", cancellationToken);
            foreach (var load in page)
                yield return load;
            after = page.Count == 0 ? "" : $"&after={page[^1].BatchId:D},{page[^1].Attempt}";
        }
        while (page.Count == Page);
    }

    /// <summary>What landed in a time and is loaded, by store.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="from">Earliest landing.</param>
    /// <param name="to">First landing no longer counted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HttpRequestException">The service does not answer as it should.</exception>
    public async Task<IReadOnlyDictionary<string, StoreLanding>> DeliveriesAsync(
        string dataset, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var filter = $"dataset={Uri.EscapeDataString(dataset)}&from={from.UtcDateTime:O}&to={to.UtcDateTime:O}&limit={Page}";
        var stores = new Dictionary<string, StoreLanding>(StringComparer.Ordinal);
        List<StoreLanding> page;
        var after = "";
        do
        {
            page = await GetAsync<List<StoreLanding>>($"api/warehouse/deliveries?{filter}{after}", cancellationToken);
            foreach (var store in page)
                stores[store.StoreId] = store;
            after = page.Count == 0 ? "" : $"&after={Uri.EscapeDataString(page[^1].StoreId)}";
        }
        while (page.Count == Page);
        return stores;
    }

    /// <summary>Both sides of the warehouse's equation.</summary>
    /// <exception cref="HttpRequestException">The service does not answer as it should.</exception>
    public async Task<WarehouseBalance> BalanceAsync(CancellationToken cancellationToken) =>
        (await GetAsync<List<WarehouseBalance>>("api/warehouse/balance", cancellationToken)).Single();

    /// <summary>Removes or counts a dataset's rows that landed before a time; a sweep's second call is answered as its first.</summary>
    /// <exception cref="HttpRequestException">The service does not answer as it should.</exception>
    public async Task<long> ExpireAsync(RetentionRecord sweep, RetentionEntry entry, CancellationToken cancellationToken)
    {
        var current = entry.Zone == RetentionZones.History
            ? sweep.Entries.FirstOrDefault(other => other.Dataset == entry.Dataset && other.Zone == RetentionZones.Warehouse)
            : null;
        var request = new
        {
            sweep.SweepId,
            entry.Dataset,
            entry.Zone,
            entry.CutOff,
            CurrentCutOff = current?.CutOff,
            sweep.Actor,
            sweep.Reason,
            sweep.DryRun,
        };
        using var response = await http.PostAsJsonAsync(
            locator.Page(addresses.Value.Warehouse, "api/warehouse/expirations"), request, cancellationToken);
        response.EnsureSuccessStatusCode();
        try
        {
            return (await response.Content.ReadFromJsonAsync<ExpiredRows>(JsonSerializerOptions.Web, cancellationToken))!.Rows;
        }
        catch (JsonException e)
        {
            throw new HttpRequestException("What answers at the warehouse's address is not the warehouse's service.", e);
        }
    }

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await http.GetFromJsonAsync<T>(locator.Page(addresses.Value.Warehouse, path), JsonSerializerOptions.Web, cancellationToken)
                ?? throw new HttpRequestException("The warehouse's service answered nothing.");
        }
        catch (JsonException e)
        {
            throw new HttpRequestException("What answers at the warehouse's address is not the warehouse's service.", e);
        }
    }

    private sealed record StoredBatch(Guid BatchId);

    private sealed record ExpiredRows(long Rows);
}
