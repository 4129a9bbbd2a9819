using System.Globalization;
using Amazon.S3.Model;
using RetailBus.Cli.Client;
using RetailBus.Cli.Demo;

namespace RetailBus.Cli.Bench;

/// <summary>Small batches on a warehouse that holds rows already.</summary>
internal sealed class SmallBench(Action<string> tell, TimeProvider time)
{
    private const int Rows = 100;
    private const int WarmUp = 5;
    private const int PutsAtATime = 16;
    private const int RunsAlone = 20;
    private const int Streamed = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>One batch after the other.</summary>
    public async Task<LatencyReport> LatencyAsync(long present, int batches, CancellationToken cancellationToken)
    {
        await using var world = await FilledAsync(present, settings: null, cancellationToken);
        var probe = new LatencyProbe(world.S3, world.Raw, world.Client, time);
        await probe.MeasureAsync("warm", WarmUp, cancellationToken);
        tell($"{batches} batches of {Rows} rows, one after the other");
        var times = await probe.MeasureAsync("P", batches, cancellationToken);
        return new LatencyReport(
            present, batches, LatencyProbe.Percentile(times, 0.5), LatencyProbe.Percentile(times, 0.99), Math.Round(times[^1], 1));
    }

    /// <summary>All batches at once; and what they, others and an idle stack ask of the cloud.</summary>
    /// <param name="present">Rows in the warehouse before.</param>
    /// <param name="batches">How many.</param>
    /// <param name="idle">How long the idle stack is watched; zero leaves it out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ThroughputReport> ThroughputAsync(long present, int batches, TimeSpan idle, CancellationToken cancellationToken)
    {
        await using var world = await FilledAsync(present, settings: null, cancellationToken);
        var probe = new LatencyProbe(world.S3, world.Raw, world.Client, time);
        await probe.MeasureAsync("warm", WarmUp, cancellationToken);
        var requests = new RequestMeter(() => world.Usage, time);
        await requests.RestAsync(cancellationToken);

        tell($"{batches:N0} batches of {Rows} rows, all at once");
        var cost = new Cost(0, 0);
        var atOnce = await requests.CountAsync(
            async () => cost = await new CostMeter(time).MeasureAsync(() => LandManyAsync(world, batches, cancellationToken)), cancellationToken);
        tell($"{RunsAlone} batches one after the other, for their requests");
        var alone = await requests.CountAsync(() => probe.MeasureAsync("alone", RunsAlone, cancellationToken), cancellationToken);
        tell($"{Streamed:N0} orders by the delivery stream, for their requests");
        var streamed = await requests.CountAsync(() => StreamAsync(world, cancellationToken), cancellationToken);
        return new(present, batches, Math.Round(cost.Seconds, 3))
        {
            Requests = RequestsReport.Of((RunsAlone, alone), (batches, atOnce), (Streamed, streamed), await IdleAsync(requests, idle, cancellationToken)),
        };
    }

    /// <summary>
    /// The same without tracing and with all of it, exported and kept, by turns: what disturbs the machine for a while disturbs both. The
    /// receiver of what is exported is in this process, too, and does nothing with it.
    /// </summary>
    public async Task<TracingOverheadReport> TracingOverheadAsync(long present, int batches, int repeats, CancellationToken cancellationToken)
    {
        await using var receiver = await NullReceiver.StartAsync(cancellationToken);
        Dictionary<string, string?> without = new(receiver.Settings) { ["Telemetry:Traces:Enabled"] = "false" };
        tell("A first run, which does not count, warms up");
        await ManyAsync(present, batches, receiver.Settings, cancellationToken);
        List<Cost> untraced = [];
        List<Cost> traced = [];
        for (var turn = 0; turn < repeats; turn++)
        {
            foreach (var isTraced in turn % 2 == 0 ? [false, true] : new[] { true, false })
            {
                var cost = await ManyAsync(present, batches, isTraced ? receiver.Settings : without, cancellationToken);
                var kind = isTraced ? "with" : "without";
                tell(string.Create(
                    CultureInfo.InvariantCulture, $"{kind} tracing: {cost.Seconds:0.00} s, processor {cost.CpuSeconds:0.00} s"));
                (isTraced ? traced : untraced).Add(cost);
            }
        }

        return new TracingOverheadReport(present, batches, repeats, Cost.Least(untraced), Cost.Least(traced));
    }

    private async Task<UsageCount?> IdleAsync(RequestMeter requests, TimeSpan idle, CancellationToken cancellationToken)
    {
        if (idle <= TimeSpan.Zero)
            return null;
        tell($"{idle.TotalSeconds:0} seconds of nothing, for their requests");
        return await requests.IdleAsync(idle, cancellationToken);
    }

    private async Task StreamAsync(BenchWorld world, CancellationToken cancellationToken)
    {
        var generation = await world.Client.GenerateAsync(Streamed, rate: 0, stores: 10, seed: 1, cancellationToken);
        await new GenerationWaiter(world.Client, time, Patience).WaitAsync(generation, Streamed, cancellationToken);
    }

    private async Task<Cost> ManyAsync(
        long present, int batches, IReadOnlyDictionary<string, string?>? settings, CancellationToken cancellationToken)
    {
        await using var world = await FilledAsync(present, settings, cancellationToken);
        await new LatencyProbe(world.S3, world.Raw, world.Client, time).MeasureAsync("warm", WarmUp, cancellationToken);
        tell($"{batches:N0} batches of {Rows} rows, all at once");
        return await new CostMeter(time).MeasureAsync(() => LandManyAsync(world, batches, cancellationToken));
    }

    private async Task LandManyAsync(BenchWorld world, int batches, CancellationToken cancellationToken)
    {
        await Parallel.ForAsync(
            0, batches, new ParallelOptions { MaxDegreeOfParallelism = PutsAtATime, CancellationToken = cancellationToken },
            async (number, stop) => await world.S3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = world.Raw,
                    Key = string.Create(CultureInfo.InvariantCulture, $"orders/many-{number:D6}.csv"),
                    ContentBody = DemoFiles.Small(time.GetUtcNow(), string.Create(CultureInfo.InvariantCulture, $"M{number:D6}"), Rows),
                },
                stop));
        for (var seen = 0L; seen < batches;)
        {
            var result = await world.Client.QueryAsync(
                "select count(*) from load_history where slot_key like 'orders/many-%'", 1, cancellationToken);
            seen = result.Rows[0][0].GetInt64();
            if (seen < batches)
                await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<BenchWorld> FilledAsync(
        long rows, IReadOnlyDictionary<string, string?>? settings, CancellationToken cancellationToken)
    {
        var world = await BenchWorld.StartAsync(time, settings, cancellationToken);
        var folder = Directory.CreateTempSubdirectory("retailbus-bench-");
        try
        {
            if (rows > 0)
            {
                tell($"The warehouse is filled with {rows:N0} rows");
                var csv = Path.Combine(folder.FullName, "orders.csv");
                await OrdersFile.WriteAsync(csv, rows, _ => { }, cancellationToken);
                await world.WaitAsync(await world.LandAsync(csv, "present.csv", cancellationToken), rows, cancellationToken);
            }

            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
