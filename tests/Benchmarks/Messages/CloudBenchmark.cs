using RetailBus.Benchmarks.Reports;

namespace RetailBus.Benchmarks.Messages;

/// <summary>The local cloud's SQS by itself: send, receive and delete in batches of ten, durable.</summary>
internal static class CloudBenchmark
{
    private const int WarmUp = 2000;
    private static readonly int[] Clients = [1, 4, 16];

    public static async Task RunAsync(BenchmarkOptions options, Report report)
    {
        foreach (var clients in Clients)
        {
            await using var cloud = await Cloud.StartAsync();
            using var sqs = cloud.Client();
            var loop = await BareLoop.CreateAsync(sqs, new() { Body = Payload.Text });
            await loop.RunAsync(WarmUp, clients);
            var before = cloud.Requests;
            var elapsed = await loop.RunAsync(options.Messages, clients);
            report.Add(
                "local cloud: send, receive, delete",
                ("clients", clients),
                ("messages/s", options.Messages / elapsed.TotalSeconds),
                ("requests/message", (double)(cloud.Requests - before) / options.Messages));
        }
    }
}
