using System.Diagnostics;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>The job's Python where there is a python3: it compiles, and its part before Spark reads the parity cases as it should.</summary>
public sealed class SparkJobTests
{
    private static string Job { get; } = Path.Combine(AppContext.BaseDirectory, "Spark", "Job");

    [Fact]
    public async Task The_job_compiles()
    {
        await RunAsync(["-W", "error", "-m", "py_compile", .. Directory.GetFiles(Job, "*.py")]);
    }

    [Fact]
    public async Task The_job_is_lint_free_where_a_linter_is_installed()
    {
        Assert.SkipUnless(await IsThereAsync("import pyflakes"), "pyflakes is not installed.");
        await RunAsync("-m", "pyflakes", Job);
    }

    [Fact]
    public async Task The_jobs_reader_agrees_with_the_parity_cases()
    {
        await RunAsync(Path.Combine(AppContext.BaseDirectory, "Parity", "read_cases.py"), Job);
    }

    [Fact]
    public async Task The_job_makes_the_same_figures_of_what_it_wrote()
    {
        await RunAsync(Path.Combine(AppContext.BaseDirectory, "Parity", "quality_case.py"), Job);
    }

    private static async Task<bool> IsThereAsync(string statement) => (await StartAsync("-c", statement)).ExitCode == 0;

    private static async Task RunAsync(params string[] arguments)
    {
        Assert.SkipUnless(await IsThereAsync("import sys; sys.exit(sys.version_info < (3, 10))"), "There is no python3 of 3.10 or later.");
        var (exitCode, output) = await StartAsync(arguments);
        Assert.True(exitCode == 0, output);
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["PYTHONPYCACHEPREFIX"] = Path.GetTempPath();
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "There is no python3.");
        }
    }
}
