using System.Text.Json;
using RetailBus.Contracts.Runs;

namespace RetailBus.Web.Pages;

/// <summary>The services' HTTP API, through this front door's own address.</summary>
internal sealed class StackApi(HttpClient http, IHttpContextAccessor accessor)
{
    /// <summary>The newest runs; null when their service does not answer.</summary>
    public async Task<IReadOnlyList<RunSummary>?> RunsAsync(int limit, CancellationToken cancellationToken) =>
        (await GetAsync<RunPage>($"api/runs?limit={limit}", cancellationToken))?.Runs;

    /// <summary>Rows of a sales view, by column; null when their service does not answer.</summary>
    public Task<List<Dictionary<string, JsonElement>>?> SalesAsync(string view, CancellationToken cancellationToken) =>
        GetAsync<List<Dictionary<string, JsonElement>>>($"api/sales/{view}?limit=200", cancellationToken);

    private async Task<T?> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        var request = accessor.HttpContext!.Request;
        var address = new Uri(new Uri($"{request.Scheme}://{request.Host}"), path);
        using var response = await http.GetAsync(address, cancellationToken);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken)
            : null;
    }

    private sealed record RunPage(IReadOnlyList<RunSummary> Runs);
}
