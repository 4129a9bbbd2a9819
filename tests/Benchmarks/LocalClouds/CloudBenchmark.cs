using RetailBus.Benchmarks.Reports;

namespace RetailBus.Benchmarks.LocalClouds;

/// <summary>The local cloud by itself, in a process of its own: messages through SQS, large objects through S3.</summary>
internal static class CloudBenchmark
{
    public static async Task RunAsync(BenchmarkOptions options, Report report)
    {
        await QueueBenchmark.RunAsync(options.Messages, report);
        await ObjectBenchmark.RunAsync((long)options.Megabytes * 1024 * 1024, report);
    }
}
