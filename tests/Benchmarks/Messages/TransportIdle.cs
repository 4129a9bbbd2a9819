using System.Diagnostics;
using RetailBus.Benchmarks.Reports;

namespace RetailBus.Benchmarks.Messages;

/// <summary>What queues cost that nothing comes to.</summary>
internal static class TransportIdle
{
    private const int Queues = 5;

    public static async Task MeasureAsync(BenchmarkOptions options, Report report, Cloud cloud)
    {
        await using var bus = await TransportBus.StartIdleAsync(cloud, Queues);
        var before = cloud.ReadRequests();
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(options.Idle, TimeProvider.System);
        var hours = Stopwatch.GetElapsedTime(began).TotalHours;
        report.Add(
            "transport: idle",
            ("queues", Queues),
            ("seconds", options.Idle.TotalSeconds),
            ("requests", cloud.ReadRequests().All - before.All),
            ("requests/queue-hour", (cloud.ReadRequests().All - before.All) / hours / Queues));
    }
}
