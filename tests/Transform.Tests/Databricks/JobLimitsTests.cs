using System.Text.Json;
using RetailBus.Transform.Tests.Cloud;
using static RetailBus.Transform.Tests.Databricks.EngineCalls;

namespace RetailBus.Transform.Tests.Databricks;

public sealed class JobLimitsTests(S3Server s3) : IClassFixture<S3Server>
{
    [Fact]
    public async Task The_job_is_told_what_a_file_may_unpack_to()
    {
        await using var workspace = await Workspace.StartAsync();
        KeyValuePair<string, string?>[] limits = [new("Transform:MaxExpandedBytes", "2000000"), new("Transform:MaxExpansion", "50")];
        await using var host = await TransformHost.StartAsync(s3, [.. Settings(workspace), .. limits]);
        var command = await host.LandAsync("orders", "orders.csv", "order_id\n");

        await UnfinishedAsync(host, command);

        var keys = await host.KeysAsync(host.Processed);
        var key = keys.Single(key => key.Contains("/job-", StringComparison.Ordinal));
        using var written = await s3.Client.GetObjectAsync(host.Processed, key, Cancelled);
        using var parameters = await JsonDocument.ParseAsync(written.ResponseStream, cancellationToken: Cancelled);
        var told = JsonSerializer.Serialize(parameters.RootElement.GetProperty("limits"));
        Assert.Equal("""{"expandedBytes":2000000,"expansion":50}""", told);
    }

    [Fact]
    public async Task Limits_under_these_names_are_what_the_job_refuses_by()
    {
        const string Job = """
            import json, sys
            sys.path.insert(0, sys.argv[1])
            from retailbus_text import Limits, Rejected
            limits = Limits(**json.loads(sys.argv[2]))
            limits.check(2000000, 1)
            for size, landed in ((2000001, 2000001), (100 << 20, 1 << 20)):
                try:
                    limits.check(size, landed)
                except Rejected as rejected:
                    print(rejected)
            """;
        var told = await Spark.Python.RunAsync("-c", Job, Spark.Python.Job, """{"expandedBytes":2000000,"expansion":50}""");

        Assert.Equal(2, told.Split("The file unpacks to more than 2,000,000 bytes").Length - 1);
    }
}
