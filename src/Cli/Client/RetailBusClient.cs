using System.Net.Http.Headers;
using System.Text.Json;
using RetailBus.Contracts.Runs;
using RetailBus.Contracts.Tracing;

namespace RetailBus.Cli.Client;

/// <summary>The stack's HTTP API as the verbs use it.</summary>
internal sealed partial class RetailBusClient : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(12);
    private readonly HttpClient _http;

    /// <param name="url">Of the front door.</param>
    /// <param name="apiKey">What it knows this program by; null where it does not ask.</param>
    public RetailBusClient(Uri url, string? apiKey = null)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = Long };
        if (!string.IsNullOrWhiteSpace(apiKey))
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey.Trim());
    }

    public Uri Url => _http.BaseAddress!;

    /// <summary>Streams a file into the raw zone.</summary>
    public async Task<UploadedObject> UploadAsync(string dataset, string name, Stream content, CancellationToken cancellationToken)
    {
        using var body = new StreamContent(content);
        using var response = await _http.PostAsync(
            $"api/uploads/{Uri.EscapeDataString(dataset)}?name={Uri.EscapeDataString(name)}", body, cancellationToken);
        return await ReadAsync<UploadedObject>(response, cancellationToken);
    }

    public async Task<PublishedObject> PublishAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("api/publish", new { bucket, key }, cancellationToken);
        return await ReadAsync<PublishedObject>(response, cancellationToken);
    }

    public async Task<StartedGeneration> GenerateAsync(int orders, double rate, int stores, int seed, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("api/generate", new { orders, rate, stores, seed }, cancellationToken);
        return await ReadAsync<StartedGeneration>(response, cancellationToken);
    }

    public async Task<IReadOnlyList<RunSummary>> RunsAsync(string? state, string? dataset, int limit, CancellationToken cancellationToken)
    {
        var query = $"api/runs?limit={limit}";
        if (state is not null)
            query += $"&state={Uri.EscapeDataString(state)}";
        if (dataset is not null)
            query += $"&dataset={Uri.EscapeDataString(dataset)}";
        using var response = await _http.GetAsync(query, cancellationToken);
        return (await ReadAsync<RunList>(response, cancellationToken)).Runs;
    }

    public async Task<RunDetail> RunAsync(Guid id, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/runs/{id:D}", cancellationToken);
        return await ReadAsync<RunDetail>(response, cancellationToken);
    }

    public async Task<RunTrace> TraceAsync(Guid id, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/runs/{id:D}/trace", cancellationToken);
        return await ReadAsync<RunTrace>(response, cancellationToken);
    }

    /// <summary>Asks for an operator's action: <c>retry</c>, <c>release</c>, <c>cancel</c> or <c>replay</c>.</summary>
    public async Task OperateAsync(Guid id, string verb, string actor, string reason, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync($"api/runs/{id:D}/{verb}", new { actor, reason }, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new ApiException(response.StatusCode, await ProblemText.ReadAsync(response, cancellationToken));
    }

    /// <summary>The run, or null as long as its landing has not been announced.</summary>
    public async Task<RunDetail?> FindRunAsync(Guid id, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/runs/{id:D}", cancellationToken);
        return response.StatusCode == System.Net.HttpStatusCode.NotFound ? null : await ReadAsync<RunDetail>(response, cancellationToken);
    }

    public async Task<IReadOnlyList<DatasetInfo>> DatasetsAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync("api/datasets", cancellationToken);
        return await ReadAsync<List<DatasetInfo>>(response, cancellationToken);
    }

    public async Task<QuarantinePage> QuarantineAsync(Guid batchId, string dataset, int attempt, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(
            $"api/quarantine/{batchId:D}?dataset={Uri.EscapeDataString(dataset)}&attempt={attempt}", cancellationToken);
        return await ReadAsync<QuarantinePage>(response, cancellationToken);
    }

    public async Task<QueryResult> QueryAsync(string sql, int maxRows, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("api/query", new { sql, maxRows }, cancellationToken);
        return await ReadAsync<QueryResult>(response, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            throw new ApiException(response.StatusCode, await ProblemText.ReadAsync(response, cancellationToken));

        return await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken)
            ?? throw new ApiException(response.StatusCode, $"{response.RequestMessage?.RequestUri} answered nothing.");
    }
}
