using Amazon.Runtime;
using RetailBus.Chaos.Scenario;
using RetailBus.Chaos.Stack;

namespace RetailBus.Chaos;

/// <summary>
/// Puts the scenario's objects, again and again until each is acknowledged, in step with the kills. What the scenario has beyond the
/// batches that are asked for lands while kills are missing: a kill counts only with batches in flight.
/// </summary>
internal sealed class Lander(IReadOnlyList<Landing> landings, ChaosSettings settings, AwsView aws, RunStore runs)
{
    /// <summary>Landings that are ahead of the kills, so that batches are always in flight.</summary>
    private const int LongestLead = 20;

    private readonly Dictionary<int, DateTime> _lastOfFamily = [];

    /// <summary>Landings that were acknowledged, each with its version.</summary>
    public List<(Landing Landing, string Version)> Acknowledged { get; } = [];

    /// <summary>Puts that were not acknowledged; they may have landed or not.</summary>
    public int Unacknowledged { get; private set; }

    public bool IsDone { get; private set; }

    public async Task RunAsync(Func<int> kills, CancellationToken cancellationToken)
    {
        foreach (var landing in landings)
        {
            if (Acknowledged.Count >= settings.Batches && kills() >= settings.Kills)
                break;
            await Clock.UntilAsync(() => CanGoOnAsync(kills(), cancellationToken), cancellationToken);
            if (_lastOfFamily.TryGetValue(landing.Family, out var last))
                await Clock.UntilAfterAsync(last, cancellationToken);
            Acknowledged.Add((landing, await PutAsync(landing, cancellationToken)));
            _lastOfFamily[landing.Family] = Clock.Now();
        }

        IsDone = true;
    }

    /// <summary>Whether the next object is due.</summary>
    public async Task<bool> CanGoOnAsync(int kills, CancellationToken cancellationToken)
    {
        var lead = Math.Min(LongestLead, settings.Batches / 4);
        var due = lead + ((long)kills * settings.Batches / settings.Kills);
        return Acknowledged.Count < due || await runs.InFlightAsync(cancellationToken) == 0;
    }

    /// <summary>A put that failed may have landed: the next one is not to land in the same second.</summary>
    private async Task<string> PutAsync(Landing landing, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await aws.PutAsync(landing.Key, landing.Text, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or AmazonServiceException or AmazonClientException)
            {
                Unacknowledged++;
                await Clock.UntilAfterAsync(Clock.Now(), cancellationToken);
            }
        }
    }
}
