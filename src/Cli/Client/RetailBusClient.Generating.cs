using RetailBus.Contracts.Generations;
using RetailBus.Contracts.Runs;

namespace RetailBus.Cli.Client;

/// <summary>Generations.</summary>
internal sealed partial class RetailBusClient
{
    public async Task<StartedGeneration> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("api/generate", request, cancellationToken);
        return await ReadAsync<StartedGeneration>(response, cancellationToken);
    }

    /// <summary>Those that wait or run.</summary>
    public async Task<IReadOnlyList<GenerationStatus>> GenerationsAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync("api/generate", cancellationToken);
        return await ReadAsync<List<GenerationStatus>>(response, cancellationToken);
    }

    public async Task<GenerationStatus> GenerationAsync(Guid id, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/generate/{id:D}", cancellationToken);
        return await ReadAsync<GenerationStatus>(response, cancellationToken);
    }

    public async Task<GenerationStatus> StopGenerationAsync(Guid id, string actor, string reason, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync($"api/generate/{id:D}/stop", new { actor, reason }, cancellationToken);
        return await ReadAsync<GenerationStatus>(response, cancellationToken);
    }

    /// <summary>A dataset's runs that began at a time or later, all of them.</summary>
    public async Task<IReadOnlyList<RunSummary>> RunsSinceAsync(
        string dataset, DateTimeOffset since, CancellationToken cancellationToken)
    {
        const int Page = 1_000;
        var runs = new List<RunSummary>();
        while (true)
        {
            var before = runs.Count == 0 ? "" : $"&before={runs[^1].Id:D}";
            var query = $"api/runs?dataset={Uri.EscapeDataString(dataset)}&limit={Page}{before}";
            using var response = await _http.GetAsync(query, cancellationToken);
            var page = (await ReadAsync<RunList>(response, cancellationToken)).Runs;
            runs.AddRange(page.Where(run => run.Timings.StartedAt >= since));
            if (page.Count < Page || page[^1].Timings.StartedAt < since)
                return runs;
        }
    }
}
