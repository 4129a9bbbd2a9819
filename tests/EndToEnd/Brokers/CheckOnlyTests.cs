using Amazon.Runtime;
using Amazon.SQS;
using RetailBus.Cli.Stack;
using RetailBus.Contracts.Names;

namespace RetailBus.EndToEnd.Brokers;

/// <summary>What a deployment made is only checked by services that may not make anything (<c>Aws:Provision</c> off).</summary>
public sealed class CheckOnlyTests : IDisposable
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-checkonly-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Services_that_only_check_run_the_pipeline_and_name_what_is_missing_when_they_start()
    {
        await using (var making = await StartAsync(provision: true))
        {
            await LandAsync(making, "first.csv", "O1,S1,Apple,2,1.50,3.00,03/14/2026 09:30");
            await MakeSideQueuesAsync(making);
        }

        await using (var checking = await StartAsync(provision: false))
        {
            await LandAsync(checking, "second.csv", "O2,S1,Pear,1,2.00,2.00,03/14/2026 09:31");
            using var sqs = Sqs(checking);
            await sqs.DeleteQueueAsync((await sqs.GetQueueUrlAsync(QueueNames.Transform, Cancel)).QueueUrl, Cancel);
        }

        var refused = await CommandLine.RunAsync(
            ["up", "--data", Data, "--port", "0", "--cloud-port", "0"], Cancel, ("Aws__Provision", "false"));
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(
            $"queue '{QueueNames.Transform}' is not there (aws sqs create-queue --queue-name {QueueNames.Transform})",
            refused.Errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Errors.Split('\n')[^2], StringComparison.Ordinal);
    }

    private Task<RetailBusStack> StartAsync(bool provision) => RetailBusStack.StartAsync(
        new StackOptions
        {
            DataDirectory = Data,
            Port = 0,
            CloudPort = 0,
            Settings = new Dictionary<string, string?> { ["Aws:Provision"] = provision ? "true" : "false" },
        },
        Cancel);

    private async Task LandAsync(RetailBusStack stack, string name, string row)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, $"{Header}{row}\n", Cancel);
        var landed = await CommandLine.JsonAsync(Cancel, "land", path, "--dataset", "orders", "--wait", "--url", stack.Url!.ToString());
        Assert.Equal("Completed", Assert.Single(landed.EnumerateArray()).GetProperty("state").GetString());
    }

    /// <summary>Services that may make queues make these when they first need them.</summary>
    private static async Task MakeSideQueuesAsync(RetailBusStack stack)
    {
        using var sqs = Sqs(stack);
        foreach (var queue in QueueNames.Work)
        {
            await sqs.CreateQueueAsync($"{queue}_error", Cancel);
            await sqs.CreateQueueAsync($"{queue}_skipped", Cancel);
        }
    }

    private static AmazonSQSClient Sqs(RetailBusStack stack) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonSQSConfig { ServiceURL = stack.AwsUrl!.ToString(), AuthenticationRegion = "us-east-1" });
}
