using RetailBus.AwsClients.Tests;

namespace RetailBus.EndToEnd.Brokers;

/// <summary>The whole pipeline on an AWS that we did not write, in the local cloud's place by configuration alone.</summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Totals =
        "select count(*) as lines, sum(amount) as revenue from order_lines where dataset = 'online-retail'";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ninety_five_real_files_land_and_load_on_moto_server()
    {
        var aws = moto.RequireServiceUrl();
        var files = Repository.OnlineRetailFiles();
        var data = Directory.CreateTempSubdirectory("retailbus-moto-");
        try
        {
            await using var stack = await RunningStack.StartAsync(Cancel, "--aws-url", aws.ToString(), "--data", data.FullName);

            var landed = await CommandLine.JsonAsync(
                Cancel, ["land", .. files, "--dataset", "online-retail", "--wait", "--url", stack.Url]);

            Assert.Equal(95, landed.EnumerateArray().Count(file => file.GetProperty("state").GetString() == "Completed"));
            var row = Assert.Single((await CommandLine.JsonAsync(Cancel, "query", Totals, "--url", stack.Url)).EnumerateArray());
            Assert.Equal(142_083, row.GetProperty("lines").GetInt64());
            Assert.Equal(2_490_287.01m, row.GetProperty("revenue").GetDecimal());
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
