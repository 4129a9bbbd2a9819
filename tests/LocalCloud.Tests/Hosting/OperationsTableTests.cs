using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Tests.Hosting;

/// <summary>The README's operations tables are what the code serves.</summary>
public sealed partial class OperationsTableTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    [Theory]
    [InlineData("s3", "S3")]
    [InlineData("sqs", "SQS")]
    [InlineData("sns", "SNS")]
    [InlineData("firehose", "Firehose")]
    public void What_the_table_says_is_served_is_served_and_nothing_else(string name, string heading)
    {
        var service = cloud.Services.GetServices<IAwsService>().Single(service => service.Name == name);
        var rows = Rows(heading);
        var served = rows.Where(row => !row.Served.StartsWith("no", StringComparison.Ordinal)).SelectMany(row => row.Operations).ToList();
        Assert.Equal(service.Operations.Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
        var refused = rows.Where(row => row.Served.StartsWith("no", StringComparison.Ordinal)).SelectMany(row => row.Operations);
        Assert.Empty(refused.Intersect(served));
    }

    [Theory]
    [InlineData("s3", "S3")]
    [InlineData("sqs", "SQS")]
    [InlineData("sns", "SNS")]
    [InlineData("firehose", "Firehose")]
    public async Task The_table_names_every_operation_that_boto3_knows(string name, string heading)
    {
        var client = await Scripts.ScriptClient.FindAsync("boto3");
        var start = new ProcessStartInfo(
            client.Program,
            ["-c", $"import botocore.session as s; print(' '.join(s.get_session().get_service_model('{name}').operation_names))"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var known = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(known);
        Assert.Empty(known.Except(Rows(heading).SelectMany(row => row.Operations)).Except(Aliases));
    }

    /// <summary>Older names of requests that look the same.</summary>
    private static readonly string[] Aliases = ["GetBucketNotification", "PutBucketNotification"];

    private static List<(string[] Operations, string Served)> Rows(string heading)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "LocalCloud.md"));
        var start = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The README has no section {heading}.");
        var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. Row().Matches(end < 0 ? text[start..] : text[start..end]).Select(row => (
            Operation().Matches(row.Groups["operations"].Value).Select(name => name.Value).ToArray(), row.Groups["served"].Value.Trim()))];
    }

    [GeneratedRegex(@"^\| (?<operations>[A-Za-z0-9, ]+) \| (?<served>(yes|no)[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("[A-Z][A-Za-z0-9]+")]
    private static partial Regex Operation();
}
