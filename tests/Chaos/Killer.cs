using RetailBus.Chaos.Stack;

namespace RetailBus.Chaos;

/// <summary>Kills processes at random while batches are in flight, and starts them again.</summary>
internal sealed class Killer(ServiceProcesses processes, RunStore runs, Lander lander, ChaosSettings settings)
{
    private static readonly TimeSpan LongestRespite = TimeSpan.FromMilliseconds(400);

    private readonly Random _random = new(settings.Seed);

    /// <summary>Kills that count: batches were in flight before the kill and after it. However many processes died in it, it is one.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills of each process by name.</summary>
    public SortedDictionary<string, int> Victims { get; } = [];

    /// <summary>Kills until enough of them counted, or nothing is left to be killed in.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (Kills < settings.Kills)
        {
            await Clock.UntilAsync(async () => lander.IsDone || await runs.InFlightAsync(cancellationToken) > 0, cancellationToken);
            if (await runs.InFlightAsync(cancellationToken) == 0)
            {
                if (lander.IsDone)
                    return;
                continue;
            }

            await KillAsync(Choose(), cancellationToken);
            await Task.Delay(_random.NextDouble() * LongestRespite, TimeProvider.System, cancellationToken);
        }
    }

    private async Task KillAsync(IReadOnlyList<ServiceProcess> victims, CancellationToken cancellationToken)
    {
        await Task.WhenAll(victims.Select(victim => victim.KillAsync()));
        if (await runs.InFlightAsync(cancellationToken) > 0)
        {
            Kills++;
            foreach (var victim in victims)
                Victims[victim.Name] = Victims.GetValueOrDefault(victim.Name) + 1;
        }

        if (!victims.Contains(processes.Cloud) && _random.Next(4) == 0)
            await UntilSomethingLandsAsync(cancellationToken);
        await processes.StartAsync([.. processes.All.Where(process => process.HasEnded)], cancellationToken);
    }

    /// <summary>Mostly one, at times two, and now and then everything at once.</summary>
    private List<ServiceProcess> Choose()
    {
        var all = processes.All.ToList();
        var draw = _random.Next(100);
        return draw switch
        {
            < 75 => [all[_random.Next(all.Count)]],
            < 93 => [.. all.OrderBy(_ => _random.Next()).Take(2)],
            _ => all,
        };
    }

    /// <summary>So that objects land while a service is down.</summary>
    private async Task UntilSomethingLandsAsync(CancellationToken cancellationToken)
    {
        var landed = lander.Acknowledged.Count;
        await Clock.UntilAsync(
            async () => lander.IsDone || lander.Acknowledged.Count > landed || !await lander.CanGoOnAsync(Kills, cancellationToken),
            cancellationToken);
    }
}
