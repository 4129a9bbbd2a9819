using RetailBus.Benchmarks.Reports;

namespace RetailBus.Benchmarks.Messages;

/// <summary>
/// Our transport against a bare loop in the same run, on the same local cloud: the same number of requests under way, batches of ten, and
/// every message deleted. The bare loop's messages are as long as the transport's envelopes.
/// </summary>
internal static class TransportBenchmark
{
    private const int Concurrency = 8;
    private const int MessagesAtOnce = Concurrency * 10;
    private const int WarmUp = 2000;
    private const int Passes = 200;
    private const int EnvelopeOverhead = 700;

    public static async Task RunAsync(BenchmarkOptions options, Report report)
    {
        await using var cloud = await Cloud.StartAsync();
        using var sqs = cloud.Client();
        var loop = await BareLoop.CreateAsync(sqs, Payload.Text + new string('y', EnvelopeOverhead));
        await loop.RunAsync(WarmUp, Concurrency);
        var bare = await MeasureAsync(cloud, options, report, "bare loop", () => loop.RunAsync(options.Messages, Concurrency), null);
        var bareLatency = await MedianAsync(loop.PassAsync);

        await using var bus = await TransportBus.StartAsync(cloud.Url, MessagesAtOnce);
        await bus.SendAsync(WarmUp, MessagesAtOnce);
        await bus.PublishAsync(WarmUp, MessagesAtOnce);
        await MeasureAsync(cloud, options, report, "send", () => bus.SendAsync(options.Messages, MessagesAtOnce), bare);
        await MeasureAsync(cloud, options, report, "publish", () => bus.PublishAsync(options.Messages, MessagesAtOnce), bare);

        ReportLatency(report, "bare loop", bareLatency, bareLatency);
        ReportLatency(report, "send", await MedianAsync(() => bus.SendAsync(1, 1)), bareLatency);
        ReportLatency(report, "publish", await MedianAsync(() => bus.PublishAsync(1, 1)), bareLatency);
    }

    /// <returns>Messages a second.</returns>
    private static async Task<double> MeasureAsync(
        Cloud cloud, BenchmarkOptions options, Report report, string what, Func<Task<TimeSpan>> run, double? bare)
    {
        var before = cloud.Requests;
        var rate = options.Messages / (await run()).TotalSeconds;
        report.Add(
            "transport: throughput",
            ("way", what),
            ("messages/s", rate),
            ("of bare loop", rate / (bare ?? rate)),
            ("requests/message", (double)(cloud.Requests - before) / options.Messages));
        return rate;
    }

    private static async Task<double> MedianAsync(Func<Task<TimeSpan>> pass)
    {
        var times = new List<double>();
        for (var i = 0; i < Passes; i++)
            times.Add((await pass()).TotalMilliseconds);
        times.Sort();
        return times[Passes / 2];
    }

    private static void ReportLatency(Report report, string what, double median, double bare) =>
        report.Add("transport: one message, median", ("way", what), ("ms", median), ("added ms", median - bare));
}
