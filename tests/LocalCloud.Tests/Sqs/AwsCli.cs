using System.Diagnostics;
using System.Text.Json;

namespace RetailBus.LocalCloud.Tests.Sqs;

/// <summary>Runs an AWS CLI against the local cloud; a test that wants one which is not installed is skipped.</summary>
internal sealed class AwsCli(string url, string executable)
{
    public static string NewInstalled()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "aws"))
            .FirstOrDefault(path => path != DebianPath && File.Exists(path));
        Assert.SkipWhen(found is null, "The AWS CLI is not installed.");
        return found;
    }

    public static string DebianInstalled()
    {
        Assert.SkipUnless(File.Exists(DebianPath), "Debian's AWS CLI, which speaks the Query protocol, is not installed.");
        return DebianPath;
    }

    private static string DebianPath => "/usr/bin/aws";

    /// <summary>Runs a command that must succeed, and returns its JSON output.</summary>
    public async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var (code, output, error) = await StartAsync(arguments);
        Assert.True(code == 0, $"aws {string.Join(' ', arguments)}: {error}");
        return output.Trim().Length == 0 ? JsonElement.Parse("{}") : JsonElement.Parse(output);
    }

    /// <summary>Runs a command that must fail, and returns what it says.</summary>
    public async Task<string> FailAsync(params string[] arguments)
    {
        var (code, _, error) = await StartAsync(arguments);
        Assert.NotEqual(0, code);
        return error;
    }

    private async Task<(int Code, string Output, string Error)> StartAsync(string[] arguments)
    {
        var start = new ProcessStartInfo(executable, ["--endpoint-url", url, "--output", "json", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = "test",
                ["AWS_SECRET_ACCESS_KEY"] = "test",
                ["AWS_DEFAULT_REGION"] = "us-east-1",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["AWS_PAGER"] = "",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
