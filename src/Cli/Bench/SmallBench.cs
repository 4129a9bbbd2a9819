using System.Globalization;
using Amazon.S3.Model;
using RetailBus.Cli.Demo;

namespace RetailBus.Cli.Bench;

/// <summary>Small batches on a warehouse that holds rows already.</summary>
internal sealed class SmallBench(Action<string> tell, TimeProvider time)
{
    private const int Rows = 100;
    private const int WarmUp = 5;
    private const int PutsAtATime = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>One batch after the other.</summary>
    public async Task<LatencyReport> LatencyAsync(long present, int batches, CancellationToken cancellationToken)
    {
        await using var world = await FilledAsync(present, cancellationToken);
        var probe = new LatencyProbe(world.S3, world.Raw, world.Client, time);
        await probe.MeasureAsync("warm", WarmUp, cancellationToken);
        tell($"{batches} batches of {Rows} rows, one after the other");
        var times = await probe.MeasureAsync("P", batches, cancellationToken);
        return new LatencyReport(
            present, batches, LatencyProbe.Percentile(times, 0.5), LatencyProbe.Percentile(times, 0.99), Math.Round(times[^1], 1));
    }

    /// <summary>All batches at once.</summary>
    public async Task<ThroughputReport> ThroughputAsync(long present, int batches, CancellationToken cancellationToken)
    {
        await using var world = await FilledAsync(present, cancellationToken);
        await new LatencyProbe(world.S3, world.Raw, world.Client, time).MeasureAsync("warm", WarmUp, cancellationToken);
        tell($"{batches:N0} batches of {Rows} rows, all at once");
        var begun = time.GetTimestamp();
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

        return new ThroughputReport(present, batches, Math.Round(time.GetElapsedTime(begun).TotalSeconds, 3));
    }

    private async Task<BenchWorld> FilledAsync(long rows, CancellationToken cancellationToken)
    {
        var world = await BenchWorld.StartAsync(time, cancellationToken);
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
