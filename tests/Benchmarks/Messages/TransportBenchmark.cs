using RetailBus.Benchmarks.Reports;

namespace RetailBus.Benchmarks.Messages;

/// <summary>
/// Our transport against a bare loop, turn by turn on the same local cloud: as many messages under way, batches of ten, and every message
/// deleted. The bare loop's messages are the transport's own: envelope and attributes.
/// </summary>
internal static class TransportBenchmark
{
    private const int Concurrency = 8;
    private const int MessagesAtOnce = Concurrency * 10;
    private const int WarmUp = 10_000;

    public static async Task RunAsync(BenchmarkOptions options, Report report)
    {
        await using var cloud = await Cloud.StartAsync();
        using var sqs = cloud.Client();
        await using (var bus = await TransportBus.StartAsync(cloud, MessagesAtOnce))
        {
            var loop = await BareLoop.CreateAsync(sqs, await bus.SampleAsync(sqs));
            await MeasureThroughputAsync(options, report, cloud, loop, bus);
            await MeasureLatencyAsync(options, report, loop, bus);
        }

        await TransportIdle.MeasureAsync(options, report, cloud);
    }

    private static async Task MeasureThroughputAsync(
        BenchmarkOptions options, Report report, Cloud cloud, BareLoop loop, TransportBus bus)
    {
        var messages = options.Messages / MessagesAtOnce * MessagesAtOnce;
        (string Name, Func<int, Task<TimeSpan>> Run)[] ways =
        [
            ("bare loop", count => loop.RunAsync(count, Concurrency)),
            ("send", count => bus.SendAsync(count, MessagesAtOnce)),
            ("publish", count => bus.PublishAsync(count, MessagesAtOnce)),
        ];
        foreach (var (_, run) in ways)
            await run(WarmUp);
        var results = ways.ToDictionary(way => way.Name, way => new TransportFigures(way.Name));
        for (var round = 0; round < options.Rounds; round++)
        {
            var bare = 0.0;
            foreach (var (name, run) in ways)
            {
                var before = cloud.ReadRequests();
                var busy = Environment.CpuUsage.TotalTime;
                var rate = messages / (await run(messages)).TotalSeconds;
                busy = Environment.CpuUsage.TotalTime - busy;
                if (bare == 0)
                    bare = rate;
                results[name].Add(rate, rate / bare, busy, before, cloud.ReadRequests(), messages);
            }
        }

        foreach (var figures in results.Values)
            figures.ReportTo(report);
    }

    /// <summary>One message at a time, by turns, so that whatever else the machine does strikes all alike.</summary>
    private static async Task MeasureLatencyAsync(BenchmarkOptions options, Report report, BareLoop loop, TransportBus bus)
    {
        var latencies = new[] { "bare loop", "send", "publish" }.ToDictionary(
            name => name, _ => (Total: new Rounds(), Added: new Rounds()));
        for (var pass = 0; pass < options.Passes; pass++)
        {
            var bare = await loop.PassAsync();
            Add("bare loop", bare);
            Add("send", await bus.PassAsync(publish: false));
            Add("publish", await bus.PassAsync(publish: true));

            void Add(string name, TimeSpan elapsed)
            {
                latencies[name].Total.Add(elapsed.TotalMilliseconds);
                latencies[name].Added.Add((elapsed - bare).TotalMilliseconds);
            }
        }

        foreach (var (name, (total, added)) in latencies)
        {
            report.Add(
                $"transport: one message, from the send to its consumer, {options.Passes} by turns",
                ("way", name),
                ("median ms", total.Median),
                ("p99 ms", total.Percentile(0.99)),
                ("added, median ms", added.Median),
                ("added, p90 ms", added.Percentile(0.9)));
        }
    }
}
