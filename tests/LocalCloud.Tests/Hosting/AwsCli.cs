using System.ComponentModel;
using System.Diagnostics;

namespace RetailBus.LocalCloud.Tests.Hosting;

/// <summary>The AWS CLI, where it is installed.</summary>
internal static class AwsCli
{
    public static readonly Lazy<bool> IsInstalled = new(() =>
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("aws", "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    /// <summary>Runs one command, expects it to succeed, and returns its output.</summary>
    public static async Task<string> RunAsync(Uri endpoint, params string[] arguments)
    {
        Assert.SkipUnless(IsInstalled.Value, "aws CLI not installed");
        var start = new ProcessStartInfo("aws", ["--endpoint-url", endpoint.ToString(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_PAGER"] = "";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"aws {string.Join(' ', arguments)}: {errors}");
        return await output;
    }
}
