using System.Diagnostics;

namespace RetailBus.Platform.Tests.Telemetry;

/// <summary>Prometheus' own checks, where its tools are installed (Debian: <c>prometheus</c>).</summary>
public static class Promtool
{
    private const string Name = "promtool";

    /// <summary>Skips the test where the tool is missing.</summary>
    /// <returns>The exit code and all that it says.</returns>
    public static async Task<(int Code, string Output)> RunAsync(string[] arguments, string input)
    {
        SkipUnlessInstalled(Name);
        var cancelled = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo(Name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancelled);
        var errors = process.StandardError.ReadToEndAsync(cancelled);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancelled);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancelled);
        return (process.ExitCode, await output + await errors);
    }

    internal static void SkipUnlessInstalled(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(
            folders.Any(folder => File.Exists(Path.Combine(folder, program))),
            $"{program} is not installed (Debian: apt-get install prometheus)");
    }
}
