using System.Net.Http.Json;
using System.Text.Json;

namespace RetailBus.Chaos;

/// <summary>All runs as the orchestrator tells them.</summary>
internal static class Ledger
{
    private const int Page = 200;

    public static async Task<IReadOnlyDictionary<string, JsonElement>> ReadAsync(Uri orchestrator, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = orchestrator };
        var runs = new Dictionary<string, JsonElement>();
        string? last = null;
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(
                $"api/runs?limit={Page}{(last is null ? "" : $"&before={last}")}", cancellationToken);
            var found = page.GetProperty("runs").EnumerateArray().ToList();
            foreach (var run in found)
                runs.Add(last = run.GetProperty("id").GetString()!, run);
            if (found.Count < Page)
                return runs;
        }
    }
}
