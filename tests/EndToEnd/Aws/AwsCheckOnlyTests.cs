using RetailBus.Cli.Stack;
using RetailBus.LocalCloud;

namespace RetailBus.EndToEnd.Aws;

/// <summary>Services that may make nothing find all they need in what the templates say, and nothing missing.</summary>
public sealed class AwsCheckOnlyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-aws-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stack_that_only_checks_starts_on_what_the_templates_make_and_loads_a_file(bool all)
    {
        await using var cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = Path.Combine(_folder.FullName, "cloud"), Port = 0 }, loggerFactory: null, Cancel);
        using (var made = new AwsApplied(cloud.Url))
        {
            var messaging = AwsStacks.Messaging("000000000000", all);
            await made.MakeAsync(messaging, AwsStacks.Storage("000000000000", messaging));
        }

        var settings = new Dictionary<string, string?>(AwsStacks.Settings);
        if (all)
        {
            settings["CloudEvents:Topic"] = AwsStacks.PublicEvents;
            settings["Lineage:Url"] = "http://127.0.0.1:9"; // nobody listens, and nobody has to hear of it
            settings["Logging:LogLevel:Default"] = "None";
        }

        await using var stack = await RetailBusStack.StartAsync(
            new StackOptions { DataDirectory = Path.Combine(_folder.FullName, "data"), Port = 0, AwsUrl = cloud.Url, Settings = settings },
            Cancel);
        var file = Path.Combine(_folder.FullName, "orders.csv");
        await File.WriteAllTextAsync(
            file, "order_id,store_id,item,quantity,price,total_amount,timestamp\nO1,S1,Apple,2,1.50,3.00,03/14/2026 09:30\n", Cancel);
        var landed = await CommandLine.JsonAsync(Cancel, "land", file, "--dataset", "orders", "--wait", "--url", stack.Url!.ToString());

        Assert.Equal("Completed", Assert.Single(landed.EnumerateArray()).GetProperty("state").GetString());
    }
}
