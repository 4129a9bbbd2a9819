using Amazon.Runtime;
using Amazon.SQS;
using RetailBus.Benchmarks.Messages;
using RetailBus.Benchmarks.Reports;

namespace RetailBus.Benchmarks.LocalClouds;

/// <summary>Send, receive and delete in batches of ten, each durable when it is answered.</summary>
internal static class QueueBenchmark
{
    private const int WarmUp = 5000;
    private static readonly int[] Clients = [1, 4, 16];

    public static async Task RunAsync(int messages, Report report)
    {
        foreach (var clients in Clients)
        {
            await using var cloud = await CloudProcess.StartAsync();
            using var sqs = new AmazonSQSClient(
                new BasicAWSCredentials("test", "test"),
                new AmazonSQSConfig { ServiceURL = cloud.Url.ToString(), AuthenticationRegion = "us-east-1" });
            var loop = await BareLoop.CreateAsync(sqs, new() { Body = Payload.Text });
            await loop.RunAsync(WarmUp, clients);
            var (server, client) = (cloud.CpuTime, Environment.CpuUsage.TotalTime);
            var elapsed = await loop.RunAsync(messages, clients);
            report.Add(
                "local cloud: send, receive, delete in batches of ten",
                ("clients", clients),
                ("messages/s", messages / elapsed.TotalSeconds),
                ("cloud CPU us/message", (cloud.CpuTime - server).TotalMicroseconds / messages),
                ("SDK CPU us/message", (Environment.CpuUsage.TotalTime - client).TotalMicroseconds / messages),
                ("messages/s of cloud CPU", messages / (cloud.CpuTime - server).TotalSeconds));
        }
    }
}
