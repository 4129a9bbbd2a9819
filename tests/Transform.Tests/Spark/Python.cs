using System.Diagnostics;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>Runs the job's Python where there is a python3 of 3.10 or later; else the test is skipped.</summary>
internal static class Python
{
    public static string Job { get; } = Path.Combine(AppContext.BaseDirectory, "Spark", "Job");

    public static string Parity { get; } = Path.Combine(AppContext.BaseDirectory, "Parity");

    /// <summary>What the program printed; it must end well.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var version = await StartAsync("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 10))");
        Assert.SkipUnless(version.ExitCode == 0, "There is no python3 of 3.10 or later.");
        var (exitCode, output, error) = await StartAsync("python3", arguments);
        Assert.True(exitCode == 0, output + error);
        return output;
    }

    public static async Task<(int ExitCode, string Output, string Error)> StartAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["PYTHONPYCACHEPREFIX"] = Path.GetTempPath();
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "", $"There is no {program}.");
        }
    }
}
