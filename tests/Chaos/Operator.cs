using System.Net.Http.Json;
using System.Text.Json;

namespace RetailBus.Chaos;

/// <summary>
/// Does what the product asks of an operator: a stage that could not reach the cloud, again and again until its tries were used up, fails its run
/// with "retry the run when it is back".
/// </summary>
internal sealed class Operator
{
    /// <summary>Runs that were retried.</summary>
    public int Retried { get; private set; }

    /// <summary>Retries what failed for an outage.</summary>
    /// <returns>How many runs that were.</returns>
    public async Task<int> RetryAsync(Uri orchestrator, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = orchestrator };
        var failed = (await Ledger.ReadAsync(orchestrator, cancellationToken)).Values
            .Where(run => run.GetProperty("failureCode") is { ValueKind: JsonValueKind.String } code && code.GetString() == "unavailable")
            .Where(run => run.GetProperty("state").GetString() == "Failed")
            .ToList();
        foreach (var run in failed)
        {
            using var answer = await http.PostAsJsonAsync(
                $"api/runs/{run.GetProperty("id").GetString()}/retry", new { actor = "chaos", reason = "The cloud is back." }, cancellationToken);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        Retried += failed.Count;
        return failed.Count;
    }
}
