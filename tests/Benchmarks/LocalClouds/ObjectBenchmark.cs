using System.Diagnostics;
using RetailBus.Benchmarks.Reports;

namespace RetailBus.Benchmarks.LocalClouds;

/// <summary>A large file into S3 and out of it, beside a plain copy of the same file to the same disk.</summary>
internal static class ObjectBenchmark
{
    private const int Rounds = 3;
    private const int LargeFactor = 5;

    public static async Task RunAsync(long size, Report report)
    {
        await using var cloud = await CloudProcess.StartAsync();
        using var client = new ObjectClient(cloud.Url);
        var source = Path.Combine(cloud.Folder, "source");
        var copy = Path.Combine(cloud.Folder, "copy");
        await PlainCopy.MakeAsync(source, size);
        await client.MakeBucketAsync();
        for (var round = 1; round <= Rounds; round++)
        {
            var plain = await TimeAsync(cloud, () => PlainCopy.CopyAsync(source, copy));
            var put = await TimeAsync(cloud, () => client.PutAsync(source));
            var parts = await TimeAsync(cloud, () => client.PutPartsAsync(source));
            var get = await TimeAsync(cloud, () => client.GetAsync(copy));
            File.Delete(copy);
            foreach (var (what, time) in new[] { ("plain copy", plain), ("put", put), ("put in parts", parts), ("get", get) })
            {
                report.Add(
                    $"local cloud: an object of {size >> 20} MiB, flushed to disk",
                    ("round", round),
                    ("what", what),
                    ("seconds", time.Elapsed.TotalSeconds),
                    ("speed / plain copy", plain.Elapsed / time.Elapsed),
                    ("cloud CPU s", time.Cloud.TotalSeconds),
                    ("client CPU s", time.Client.TotalSeconds));
            }
        }

        File.Delete(source);
        await MeasureMemoryAsync(cloud, client, size, report);
    }

    private static async Task MeasureMemoryAsync(CloudProcess cloud, ObjectClient client, long size, Report report)
    {
        foreach (var large in new[] { size / 16, size, size * LargeFactor })
        {
            cloud.ForgetPeak();
            var elapsed = await TimeAsync(cloud, () => client.PutZerosAsync(large));
            report.Add(
                "local cloud: memory of the process during one put",
                ("MiB", large >> 20),
                ("peak resident MiB", cloud.PeakResidentBytes >> 20),
                ("seconds", elapsed.Elapsed.TotalSeconds));
        }
    }

    private static async Task<(TimeSpan Elapsed, TimeSpan Cloud, TimeSpan Client)> TimeAsync(CloudProcess cloud, Func<Task> work)
    {
        var (server, client) = (cloud.CpuTime, Environment.CpuUsage.TotalTime);
        var began = Stopwatch.GetTimestamp();
        await work();
        return (Stopwatch.GetElapsedTime(began), cloud.CpuTime - server, Environment.CpuUsage.TotalTime - client);
    }
}
