using System.Globalization;
using RetailBus.LocalCloud.Tests.S3;
using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Crash;

[Collection(nameof(MeasuredAlone))]
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>How many kills; default 20.</summary>
    private const string KillsVariable = "LOCAL_CLOUD_KILLS";
    private const int LongestLife = 120;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_process_is_killed_at_random_moments()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? "20", CultureInfo.InvariantCulture);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var folder = new DataFolder();
        await using var cloud = new CloudProcess(folder.Path);
        await cloud.StartAsync(Cancel);
        using var clients = new CrashClients(cloud.Url);
        Load[] loads =
        [
            new SendLoad(clients, 0), new SendLoad(clients, 1), new WorkLoad(clients, 0), new WorkLoad(clients, 1),
            new TopicLoad(clients), new ObjectLoad(clients, 0), new ObjectLoad(clients, 1), new StreamLoad(clients),
        ];
        foreach (var load in loads)
            await load.PrepareAsync();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var runs = loads.Select(load => Task.Run(() => load.RunAsync(stop.Token), Cancel)).ToArray();
        try
        {
            for (var kill = 0; kill < kills && !runs.Any(run => run.IsFaulted); kill++)
            {
                var moment = loads.Sum(load => load.Acknowledged) + random.Next(1, LongestLife);
                while (loads.Sum(load => load.Acknowledged) < moment && !runs.Any(run => run.IsFaulted))
                    await Task.Delay(Poll, TimeProvider.System, Cancel);
                await cloud.KillAsync();
                await cloud.StartAsync(Cancel);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        await Task.WhenAll(runs);
        output.WriteLine($"{kills} kills, seed {seed}");
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        foreach (var load in loads)
        {
            output.WriteLine($"{load.GetType().Name}: {load.Acknowledged} turns acknowledged");
            await load.VerifyAsync(patience.Token);
        }
    }
}
