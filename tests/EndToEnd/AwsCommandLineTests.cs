using System.ComponentModel;
using System.Diagnostics;

namespace RetailBus.EndToEnd;

/// <summary>The pipeline's queues, topics and zones as the AWS CLI sees them while it runs.</summary>
public sealed class AwsCommandLineTests(StackFixture stack) : IClassFixture<StackFixture>
{
    private const string Topics = "RetailBus_Contracts_Messages-";

    [Theory]
    [InlineData("sqs list-queues", "retailbus-land", "retailbus-transform", "retailbus-load", "retailbus-orchestrate", "retailbus-generate")]
    [InlineData("sns list-topics", Topics + "OrderBatchLanded", Topics + "TransformCompleted", Topics + "LoadCompleted")]
    [InlineData("s3 ls", "retailbus-raw", "retailbus-processed", "retailbus-quarantine")]
    public async Task The_aws_cli_shows_what_the_pipeline_uses(string command, params string[] expected)
    {
        var output = await AwsAsync(command);

        Assert.All(expected, name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    private async Task<string> AwsAsync(string command)
    {
        var start = new ProcessStartInfo("aws") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--endpoint-url", stack.AwsUrl, "--region", "us-east-1", "--output", "json" }.Concat(command.Split(' ')))
            start.ArgumentList.Add(argument);
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await errors);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip("AWS CLI is not installed.");
            throw;
        }
    }
}
